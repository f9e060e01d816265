package dev.gatehouse.service.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** The form in which a token's record is stored; built and read field by field, for a native image. */
public final class TokenJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenJson() {}

    public static String write(TokenRecord token) {
        TokenSummary summary = token.summary();
        ObjectNode json = JSON.createObjectNode()
                .put("id", summary.id())
                .put("name", summary.name())
                .put("secretHash", token.secretHash())
                .put("createdAt", summary.createdAt().toString())
                .put("expiresAt", summary.expiresAt().toString());
        var policies = json.putArray("policies");
        new TreeSet<>(summary.policies()).forEach(policies::add);
        summary.revokedAt().ifPresent(at -> json.put("revokedAt", at.toString()));
        return json.toString();
    }

    /** @throws IllegalArgumentException the text is no token's record; the message does not repeat it */
    public static TokenRecord read(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JsonProcessingException | DateTimeException malformed) {
            // Not as the cause: its message may quote the record.
            throw new IllegalArgumentException("is malformed");
        }
    }

    private static TokenRecord read(JsonNode json) {
        TreeSet<String> policies = new TreeSet<>();
        json.path("policies").forEach(name -> policies.add(name.asText()));
        return new TokenRecord(
                new TokenSummary(
                        text(json, "id"),
                        text(json, "name"),
                        policies,
                        Instant.parse(text(json, "createdAt")),
                        Instant.parse(text(json, "expiresAt")),
                        Optional.ofNullable(json.get("revokedAt")).map(at -> Instant.parse(at.asText()))),
                text(json, "secretHash"));
    }

    private static String text(JsonNode json, String field) {
        JsonNode node = json.path(field);
        if (!node.isTextual()) {
            throw new IllegalArgumentException("lacks " + field);
        }
        return node.textValue();
    }
}
