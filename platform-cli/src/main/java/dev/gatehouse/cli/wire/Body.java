package dev.gatehouse.cli.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** What a request brings along. It has no text form: it may have a secret. */
final class Body {
    static final Body NONE = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    static Body of(JsonNode json) {
        return new Body(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
