package dev.gatehouse.scanner.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Gap;
import java.util.Optional;

/** How an object ended, as JSON: on the wire and in stores alike. */
public final class CoverageJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CoverageJson() {}

    /** The word of a coverage's kind. */
    public static String outcome(Coverage coverage) {
        return switch (coverage) {
            case Coverage.Scanned all -> "scanned";
            case Coverage.Partial part -> "partial";
            case Coverage.Excluded left -> "excluded";
            case Coverage.Denied denied -> "denied";
            case Coverage.Undecodable broken -> "undecodable";
        };
    }

    /** The coverage as a tree. */
    public static ObjectNode tree(Coverage coverage) {
        ObjectNode json = JSON.createObjectNode().put("outcome", outcome(coverage));
        return switch (coverage) {
            case Coverage.Scanned(long bytes) -> json.put("bytes", bytes);
            case Coverage.Partial part -> gaps(json.put("bytes", part.bytes()), part);
            case Coverage.Excluded(String reason) -> json.put("reason", reason);
            case Coverage.Denied(String reason) -> json.put("reason", reason);
            case Coverage.Undecodable(String reason) -> json.put("reason", reason);
        };
    }

    /** The coverage as a text of one line. */
    public static String write(Coverage coverage) {
        return tree(coverage).toString();
    }

    /** @throws IllegalArgumentException the text is none; the message does not repeat it */
    public static Coverage read(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("is malformed");
        }
    }

    private static Coverage read(JsonNode json) {
        String reason = json.path("reason").asText();
        long bytes = json.path("bytes").longValue();
        return switch (json.path("outcome").asText()) {
            case "scanned" -> new Coverage.Scanned(bytes);
            case "partial" ->
                new Coverage.Partial(
                        bytes,
                        json.path("gaps").valueStream().map(CoverageJson::gap).toList());
            case "excluded" -> new Coverage.Excluded(reason);
            case "denied" -> new Coverage.Denied(reason);
            case "undecodable" -> new Coverage.Undecodable(reason);
            default -> throw new IllegalArgumentException("has an outcome that nobody knows");
        };
    }

    private static ObjectNode gaps(ObjectNode json, Coverage.Partial part) {
        var gaps = json.putArray("gaps");
        for (Gap gap : part.reasons()) {
            ObjectNode item = gaps.addObject().put("kind", gap.kind().word());
            gap.rule().ifPresent(rule -> item.put("rule", rule));
            item.put("detail", gap.detail());
        }
        return json;
    }

    private static Gap gap(JsonNode json) {
        for (Gap.Kind kind : Gap.Kind.values()) {
            if (kind.word().equals(json.path("kind").asText())) {
                return new Gap(
                        kind,
                        Optional.ofNullable(json.path("rule").textValue()),
                        json.path("detail").asText());
            }
        }
        throw new IllegalArgumentException("has a gap of a kind that nobody knows");
    }
}
