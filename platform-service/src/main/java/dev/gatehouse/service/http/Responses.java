package dev.gatehouse.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers, as JAX-RS has them. */
public final class Responses {
    private Responses() {}

    public static Response of(Problem problem, String requestId) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.body(requestId));
        problem.retryAfter().ifPresent(seconds -> answer.header("Retry-After", seconds));
        if (problem.status() == 401) {
            answer.header("WWW-Authenticate", "Bearer");
        }
        return answer.build();
    }

    public static Response.ResponseBuilder json(int status, JsonNode body) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(Json.bytes(body));
    }
}
