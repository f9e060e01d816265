package dev.gatehouse.config.http;

import dev.gatehouse.config.cache.Held;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** Answers made of copies. */
public final class AgedResponses {
    public static final String STALE = "X-Config-Stale";

    private AgedResponses() {}

    /** Says how old a copy is, and whether upstream could not confirm it. */
    public static Response.ResponseBuilder aged(Response.ResponseBuilder answer, Held<?> held, Instant now) {
        answer.header("Age", held.age(now).toSeconds());
        return held.stale() ? answer.header(STALE, "true") : answer;
    }
}
