package dev.gatehouse.audit.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.audit.detect.sigma.FieldPath;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Short names for texts of events, so that no such text is kept between events. */
final class Keys {
    private static final int BYTES = 16;

    private Keys() {}

    /** The name of the fields' texts; empty where the event lacks one of them. */
    static Optional<String> ofAll(JsonNode event, List<FieldPath> fields) {
        List<String> texts = new ArrayList<>();
        for (FieldPath field : fields) {
            Optional<String> text = field.text(event);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(of(texts));
    }

    /** The name of the fields' texts; a field that the event lacks counts as an empty text. */
    static String ofAny(JsonNode event, List<FieldPath> fields) {
        return of(fields.stream().map(field -> field.text(event).orElse("")).toList());
    }

    /** 32 hexadecimal digits of the SHA-256 of the texts, each with its length in front. */
    static String of(List<String> texts) {
        MessageDigest sha256 = sha256();
        for (String text : texts) {
            byte[] bytes = text.getBytes(UTF_8);
            sha256.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            sha256.update(bytes);
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
