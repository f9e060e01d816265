package dev.gatehouse.cli.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cli.output.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * An error as RFC 9457 has it; of an answer that has none, the status alone.
 *
 * @param detail what the service says of it
 * @param violations the rules that were broken
 */
record Problem(int status, Optional<String> detail, List<String> violations) {
    Problem {
        violations = List.copyOf(violations);
    }

    static Problem of(int status, byte[] body) {
        Optional<JsonNode> json = Json.read(body).filter(JsonNode::isObject);
        Optional<String> detail = json.flatMap(node -> text(node.path("detail")).or(() -> text(node.path("title"))));
        List<String> violations = json.stream()
                .flatMap(node -> StreamSupport.stream(node.path("violations").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
        return new Problem(status, detail, violations);
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue()).filter(text -> !text.isBlank());
    }

    /** On one line. */
    String text() {
        String more = violations.isEmpty() ? "" : " (" + String.join("; ", violations) + ")";
        return status + detail.map(said -> ", " + said.replaceFirst("\\.$", "")).orElse("") + more;
    }

    /** What to do about it. */
    String advice() {
        return switch (status) {
            case 401 -> "get a new token";
            case 403 -> "ask for a token whose policies allow it";
            case 408, 429, 503, 504 -> "try again in a while";
            case 409, 412, 422, 400 -> "nothing was changed";
            default -> status >= 500 ? "its log says why" : "see the service's README";
        };
    }
}
