package dev.gatehouse.audit.log.verify;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.tlog.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a bundle says of itself: {@code format} ({@value #FORMAT}), the checkpoint's {@code origin}, {@code size} and
 * {@code root}, how many {@code events} it has and how many of them are {@code erased}, the {@code events_sha256} of
 * {@code events.ndjson} in hex, and {@code about}: what its maker tells of it, which nobody can check.
 *
 * @param origin the log's name
 * @param size how many events the checkpoint covers
 * @param root its root, in base64
 * @param events how many lines the bundle has
 * @param erased how many of them are without payload
 * @param sha256 of the lines, in hex
 * @param about texts by name
 */
record BundleManifest(
        String origin, long size, String root, long events, long erased, String sha256, Map<String, String> about) {
    static final String FORMAT = "gatehouse-bundle/1";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    BundleManifest {
        about = Map.copyOf(about);
    }

    static BundleManifest of(
            Checkpoint checkpoint, long events, long erased, byte[] sha256, Map<String, String> about) {
        return new BundleManifest(
                checkpoint.origin(),
                checkpoint.size(),
                checkpoint.root().base64(),
                events,
                erased,
                HexFormat.of().formatHex(sha256),
                about);
    }

    /** As a JSON object and a line feed. */
    byte[] json() {
        ObjectNode json = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("origin", origin)
                .put("size", size)
                .put("root", root)
                .put("events", events)
                .put("erased", erased)
                .put("events_sha256", sha256);
        ObjectNode texts = json.putObject("about");
        new TreeMap<>(about).forEach(texts::put);
        return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The manifest that the bytes are, if they are one. */
    static Optional<BundleManifest> parse(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            if (!json.path("format").asText().equals(FORMAT)) {
                return Optional.empty();
            }
            Map<String, String> about = new TreeMap<>();
            json.path("about")
                    .properties()
                    .forEach(text -> about.put(text.getKey(), text.getValue().asText()));
            return Optional.of(new BundleManifest(
                    json.path("origin").asText(),
                    json.path("size").asLong(-1),
                    json.path("root").asText(),
                    json.path("events").asLong(-1),
                    json.path("erased").asLong(-1),
                    json.path("events_sha256").asText(),
                    about));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
