package dev.gatehouse.service.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The id that ties a request's log lines, audit events and response together. */
public final class RequestIds {
    public static final String HEADER = "X-Request-Id";

    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestIds() {}

    /** The caller's own id where it sent a well-formed one, otherwise one made at the first call for this request. */
    public static String of(HttpServerRequest request) {
        String sent = request.headers().get(HEADER);
        if (sent != null && ACCEPTED.matcher(sent).matches()) {
            return sent;
        }
        String made = Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
        request.headers().set(HEADER, made);
        return made;
    }
}
