package dev.gatehouse.audit.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * Keys as S3's own event notifications write them: as in an HTML form, a plus for a space, and percent signs before the
 * UTF-8 bytes of the rest. {@link java.net.URLDecoder} puts replacement characters where the bytes are no UTF-8, and would
 * name another object.
 */
final class ObjectKeyDecoding {
    private ObjectKeyDecoding() {}

    /** The key; empty where the text is no such form of one. */
    static Optional<String> decode(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        byte[] text = encoded.getBytes(UTF_8);
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '%') {
                int octet = octet(text, i + 1);
                if (octet < 0) {
                    return Optional.empty();
                }
                bytes.write(octet);
                i += 2;
            } else {
                bytes.write(text[i] == '+' ? ' ' : text[i]);
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static int octet(byte[] text, int at) {
        if (at + 1 >= text.length) {
            return -1;
        }
        int high = Character.digit(text[at], 16);
        int low = Character.digit(text[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
