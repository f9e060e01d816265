package dev.gatehouse.config.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.config.cache.Held;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** Answers, as JAX-RS has them. */
public final class Responses {
    public static final String STALE = "X-Config-Stale";

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

    /** Says how old a copy is, and whether upstream could not confirm it. */
    public static Response.ResponseBuilder aged(Response.ResponseBuilder answer, Held<?> held, Instant now) {
        answer.header("Age", held.age(now).toSeconds());
        return held.stale() ? answer.header(STALE, "true") : answer;
    }
}
