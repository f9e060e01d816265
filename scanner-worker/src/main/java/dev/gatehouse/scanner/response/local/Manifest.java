package dev.gatehouse.scanner.response.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.scanner.response.Quarantine.Order;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What is known of a kept file, beside it.
 *
 * @param state {@code kept}, or {@code given-back}
 * @param source the object's source
 * @param path its path there
 * @param file where it was
 * @param sha256 of its content
 * @param size in bytes
 * @param mode its permissions, such as {@code rw-r--r--}
 * @param modified its time of modification
 * @param finding whose secret it holds
 * @param response for which it was taken
 * @param who asked for that
 * @param at when
 */
record Manifest(
        String state,
        String source,
        String path,
        String file,
        String sha256,
        long size,
        String mode,
        Instant modified,
        String finding,
        String response,
        String who,
        Instant at) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String KEPT = "kept";
    static final String GIVEN_BACK = "given-back";

    static Manifest of(Order order, OpenedFile file, String sha256) {
        return new Manifest(
                KEPT,
                order.object().source(),
                order.object().path(),
                file.path().toString(),
                sha256,
                file.size(),
                file.mode(),
                file.modified(),
                order.finding().text(),
                order.response(),
                order.who(),
                order.at());
    }

    Manifest givenBack() {
        return new Manifest(GIVEN_BACK, source, path, file, sha256, size, mode, modified, finding, response, who, at);
    }

    String write() {
        return JSON.createObjectNode()
                .put("state", state)
                .put("source", source)
                .put("path", path)
                .put("file", file)
                .put("sha256", sha256)
                .put("size", size)
                .put("mode", mode)
                .put("modified", modified.toString())
                .put("finding", finding)
                .put("response", response)
                .put("who", who)
                .put("at", at.toString())
                .toString();
    }

    /** @throws IllegalArgumentException the text is no manifest */
    static Manifest read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new Manifest(
                    json.path("state").asText(),
                    json.path("source").asText(),
                    json.path("path").asText(),
                    json.path("file").asText(),
                    json.path("sha256").asText(),
                    json.path("size").longValue(),
                    json.path("mode").asText(),
                    Instant.parse(json.path("modified").asText()),
                    json.path("finding").asText(),
                    json.path("response").asText(),
                    json.path("who").asText(),
                    Instant.parse(json.path("at").asText()));
        } catch (JsonProcessingException | DateTimeException malformed) {
            throw new IllegalArgumentException("the manifest is malformed");
        }
    }
}
