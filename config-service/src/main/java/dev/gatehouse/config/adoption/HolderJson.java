package dev.gatehouse.config.adoption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The form in which a holder is stored, built and read field by field, for a native image. It is short, so that many
 * holdings fit one parameter: each is a list of the secret's name, the version and the second since when.
 */
final class HolderJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTS = 3;

    private HolderJson() {}

    static String write(HolderRecord holder) {
        ObjectNode json = JSON.createObjectNode()
                .put("principal", holder.principal())
                .put("holder", holder.holder())
                .put("application", holder.application())
                .put("environment", holder.environment())
                .put("reportedAt", holder.reportedAt().getEpochSecond());
        ArrayNode holdings = json.putArray("holdings");
        for (HolderRecord.Held held : holder.holdings()) {
            holdings.addArray()
                    .add(held.secret().value())
                    .add(held.version().value())
                    .add(held.since().getEpochSecond());
        }
        return json.toString();
    }

    /** @throws IllegalArgumentException the text is no holder */
    static HolderRecord read(String text) {
        try {
            return read(JSON.readTree(text));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("is not JSON", malformed);
        }
    }

    private static HolderRecord read(JsonNode json) {
        List<HolderRecord.Held> holdings = new ArrayList<>();
        for (JsonNode held : json.path("holdings")) {
            if (held.size() != PARTS) {
                throw new IllegalArgumentException("has a holding that is none");
            }
            holdings.add(new HolderRecord.Held(
                    new SecretName(text(held.path(0))), new VersionId(text(held.path(1))), second(held.path(2))));
        }
        return new HolderRecord(
                text(json.path("principal")),
                text(json.path("holder")),
                text(json.path("application")),
                text(json.path("environment")),
                second(json.path("reportedAt")),
                holdings);
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("lacks a text");
        }
        return node.textValue();
    }

    private static Instant second(JsonNode node) {
        if (!node.isIntegralNumber()) {
            throw new IllegalArgumentException("lacks a time");
        }
        return Instant.ofEpochSecond(node.longValue());
    }
}
