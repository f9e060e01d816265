package dev.gatehouse.service.http;

import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Finds the problem that a failure is, and logs those that nobody expected. */
public final class FailureProblems {
    private static final Logger LOG = Logger.getLogger(FailureProblems.class);
    private static final int PLACES = 12;

    private final OwnProblems own;

    public FailureProblems(OwnProblems own) {
        this.own = own;
    }

    public Problem of(Throwable failure, String requestId) {
        return own.of(failure).or(() -> common(failure)).orElseGet(() -> unexpected(failure, requestId));
    }

    private static Optional<Problem> common(Throwable failure) {
        return failure instanceof WebApplicationException e
                ? Optional.of(Problems.ofStatus(e.getResponse().getStatus()))
                : Problems.of(failure);
    }

    private static Problem unexpected(Throwable failure, String requestId) {
        // A stranger's message may quote what it failed on: its type and place say enough.
        LOG.errorf(
                "unexpected failure; request=%s type=%s at=%s",
                requestId, failure.getClass().getName(), place(failure));
        return Problems.internal();
    }

    private static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(trace.length, PLACES); i++) {
            text.append(i == 0 ? "" : " < ").append(trace[i]);
        }
        return text.toString();
    }
}
