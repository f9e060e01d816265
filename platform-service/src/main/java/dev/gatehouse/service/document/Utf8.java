package dev.gatehouse.service.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes that have to be UTF-8; a byte order mark in front is skipped. */
final class Utf8 {
    private Utf8() {}

    static String decode(byte[] bytes, int maxBytes) {
        if (bytes.length > maxBytes) {
            throw new InvalidDocument(InvalidDocument.NO_LINE, "", "has more than " + maxBytes + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notText) {
            throw new InvalidDocument(InvalidDocument.NO_LINE, "", "is not valid UTF-8");
        }
    }
}
