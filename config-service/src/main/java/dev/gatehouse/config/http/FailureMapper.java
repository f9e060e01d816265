package dev.gatehouse.config.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** Answers every failure of a resource with a problem, and logs those that nobody expected. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(FailureMapper.class);

    private final Requests requests;

    public FailureMapper(Requests requests) {
        this.requests = requests;
    }

    @Override
    public Response toResponse(Throwable failure) {
        String requestId = RequestIds.of(requests.context().request());
        return Responses.of(problem(failure, requestId), requestId);
    }

    static Problem problem(Throwable failure, String requestId) {
        if (failure instanceof WebApplicationException e) {
            return Problems.ofStatus(e.getResponse().getStatus());
        }
        return Problems.of(failure).orElseGet(() -> {
            // A stranger's message may quote what it failed on: its type and place say enough.
            LOG.errorf(
                    "unexpected failure; request=%s type=%s at=%s",
                    requestId, failure.getClass().getName(), place(failure));
            return Problems.internal();
        });
    }

    private static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(trace.length, 12); i++) {
            text.append(i == 0 ? "" : " < ").append(trace[i]);
        }
        return text.toString();
    }
}
