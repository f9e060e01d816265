package dev.gatehouse.audit.log.verify;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** Reads which event an erasure is of: {@code details.index} of its raw bytes, a JSON number. */
final class Erasure {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Erasure() {}

    /**
     * The index that an erasure names, if it names one.
     *
     * @param payload the payload: a line, and after it the raw bytes
     */
    static Optional<Long> names(byte[] payload) {
        int line = 0;
        while (line < payload.length && payload[line] != '\n') {
            line++;
        }
        int raw = Math.min(line + 1, payload.length);
        try {
            JsonNode index = JSON.readTree(payload, raw, payload.length - raw)
                    .path("details")
                    .path("index");
            return index.isIntegralNumber() && index.canConvertToLong()
                    ? Optional.of(index.longValue())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
