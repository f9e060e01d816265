package dev.gatehouse.service.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;

/**
 * An error as RFC 9457 has it.
 *
 * @param type a stable word; on the wire {@code urn:gatehouse:problem:<word>}
 * @param detail for people, about this occurrence; never holds a value
 * @param violations rules that were broken, as {@code rule: message}, where the problem is that
 * @param retryAfter seconds after which the same request may succeed
 */
public record Problem(
        int status, String type, String title, String detail, List<String> violations, OptionalLong retryAfter) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        violations = List.copyOf(violations);
    }

    public Problem(int status, String type, String title, String detail) {
        this(status, type, title, detail, List.of(), OptionalLong.empty());
    }

    public Problem retryingAfter(long seconds) {
        return new Problem(status, type, title, detail, violations, OptionalLong.of(seconds));
    }

    /**
     * The body.
     *
     * @param requestId the request's, so that a report of the problem leads to its log lines
     */
    public byte[] body(String requestId) {
        ObjectNode node = Json.object();
        node.put("type", "urn:gatehouse:problem:" + type);
        node.put("title", title);
        node.put("status", status);
        node.put("detail", detail);
        node.put("instance", "urn:gatehouse:request:" + requestId);
        if (!violations.isEmpty()) {
            violations.forEach(node.putArray("violations")::add);
        }
        return Json.bytes(node);
    }
}
