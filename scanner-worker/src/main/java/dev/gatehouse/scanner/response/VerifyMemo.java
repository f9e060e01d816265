package dev.gatehouse.scanner.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.ObjectName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a verification has to remember.
 *
 * @param round how often it has looked before
 * @param since when it began to look; empty where it has not begun
 * @param scans the ids of the scans that look
 * @param hashes each object that is looked at, with the hash of what was scanned before; empty where nobody knows
 * @param unreachable how many objects nobody looks at
 */
record VerifyMemo(
        int round, Optional<Instant> since, List<String> scans, Map<ObjectName, String> hashes, int unreachable) {
    private static final ObjectMapper JSON = new ObjectMapper();

    VerifyMemo {
        scans = List.copyOf(scans);
        hashes = new LinkedHashMap<>(hashes);
    }

    /** Nothing has begun. */
    static VerifyMemo round(int round) {
        return new VerifyMemo(round, Optional.empty(), List.of(), Map.of(), 0);
    }

    static VerifyMemo read(String memo) {
        if (memo.isEmpty()) {
            return round(0);
        }
        try {
            JsonNode json = JSON.readTree(memo);
            Map<ObjectName, String> hashes = new LinkedHashMap<>();
            json.path("objects")
                    .forEach(object -> hashes.put(
                            new ObjectName(
                                    object.path("source").asText(),
                                    object.path("path").asText(),
                                    Optional.ofNullable(object.path("version").textValue())),
                            object.path("hash").asText()));
            return new VerifyMemo(
                    json.path("round").intValue(),
                    Optional.ofNullable(json.path("since").textValue()).map(Instant::parse),
                    json.path("scans").valueStream().map(JsonNode::asText).toList(),
                    hashes,
                    json.path("unreachable").intValue());
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("a step's memo is malformed");
        }
    }

    String write() {
        ObjectNode json = JSON.createObjectNode().put("round", round).put("unreachable", unreachable);
        since.ifPresent(at -> json.put("since", at.toString()));
        ArrayNode ids = json.putArray("scans");
        scans.forEach(ids::add);
        ArrayNode objects = json.putArray("objects");
        hashes.forEach((name, hash) -> {
            ObjectNode object = objects.addObject().put("source", name.source()).put("path", name.path());
            name.version().ifPresent(version -> object.put("version", version));
            object.put("hash", hash);
        });
        return json.toString();
    }
}
