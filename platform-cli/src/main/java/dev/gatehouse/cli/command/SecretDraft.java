package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.shell.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A secret's value that a person has given. It has no text form. */
final class SecretDraft {
    private final byte[] bytes;

    private SecretDraft(byte[] bytes) {
        if (bytes.length == 0) {
            throw Failure.usage("the value is empty; nothing was written");
        }
        this.bytes = bytes;
    }

    static SecretDraft of(byte[] bytes) {
        return new SecretDraft(bytes.clone());
    }

    /** Of fields. */
    static SecretDraft of(ObjectNode fields) {
        return new SecretDraft(fields.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Puts it into a request: as a text where it is one, and else in base64. */
    ObjectNode asTextIn(ObjectNode request) {
        return text().map(text -> request.put("value", text))
                .orElseGet(() -> request.put("valueBase64", Base64.getEncoder().encodeToString(bytes)));
    }

    /** Puts it into a request that takes an object. */
    ObjectNode asObjectIn(ObjectNode request) {
        JsonNode fields = Json.read(bytes)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> Failure.usage("the value is no JSON object; name its fields with --field"));
        return request.set("value", fields);
    }

    /** The text, where the bytes are one. */
    Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
