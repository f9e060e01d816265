package dev.gatehouse.audit.event.ocsf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * JSON that is written as it stands, with its escapes. Line breaks between its values become spaces, so that an event stays
 * one line. Used again for the next.
 */
final class RawJson implements SerializableString {
    private byte[] bytes = {};
    private int start;
    private int length;

    RawJson of(byte[] array, int from, int end) {
        bytes = array;
        start = from;
        length = end - from;
        return this;
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int offset) {
        if (length > buffer.length - offset) {
            return -1;
        }
        for (int i = 0; i < length; i++) {
            byte b = bytes[start + i];
            buffer[offset + i] = b >= 0 && b < ' ' ? (byte) ' ' : b;
        }
        return length;
    }

    @Override
    public byte[] asUnquotedUTF8() {
        byte[] copy = new byte[length];
        appendUnquotedUTF8(copy, 0);
        return copy;
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
        return appendUnquotedUTF8(buffer, offset);
    }

    @Override
    public byte[] asQuotedUTF8() {
        return asUnquotedUTF8();
    }

    @Override
    public String getValue() {
        return new String(Arrays.copyOfRange(bytes, start, start + length), UTF_8);
    }

    @Override
    public int charLength() {
        return getValue().length();
    }

    @Override
    public char[] asQuotedChars() {
        return getValue().toCharArray();
    }

    @Override
    public int appendQuoted(char[] buffer, int offset) {
        return appendUnquoted(buffer, offset);
    }

    @Override
    public int appendUnquoted(char[] buffer, int offset) {
        String text = getValue();
        if (text.length() > buffer.length - offset) {
            return -1;
        }
        text.getChars(0, text.length(), buffer, offset);
        return text.length();
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) throws IOException {
        return writeUnquotedUTF8(out);
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) throws IOException {
        out.write(asUnquotedUTF8());
        return length;
    }

    @Override
    public int putQuotedUTF8(ByteBuffer buffer) {
        return putUnquotedUTF8(buffer);
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer buffer) {
        if (length > buffer.remaining()) {
            return -1;
        }
        buffer.put(asUnquotedUTF8());
        return length;
    }
}
