package dev.gatehouse.service.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers every failure of a resource with a problem. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {
    private final Requests requests;
    private final FailureProblems problems;

    public FailureMapper(Requests requests, FailureProblems problems) {
        this.requests = requests;
        this.problems = problems;
    }

    @Override
    public Response toResponse(Throwable failure) {
        String requestId = RequestIds.of(requests.context().request());
        return Responses.of(problems.of(failure, requestId), requestId);
    }
}
