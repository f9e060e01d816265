package dev.gatehouse.audit.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The characters that a signed note and a key's name may have. */
final class NoteText {
    private static final int NEXT_LINE = 0x85;
    private static final int FIRST_PRINTABLE = 0x20;

    private NoteText() {}

    /** The text whose UTF-8 the bytes are. */
    static String decode(String what, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidFormat(what, "it is not UTF-8");
        }
    }

    /** Refuses control characters but the newline, and text that has no UTF-8. */
    static void check(String what, String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < FIRST_PRINTABLE && c != '\n') {
                throw new InvalidFormat(what, "a control character stands at " + at);
            }
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidFormat(what, "it has half a surrogate pair");
        }
    }

    /** Refuses what cannot be a key's name: the empty one, and one with a space or a plus. */
    static void checkName(String what, String name) {
        check(what, name);
        if (name.isEmpty() || name.codePoints().anyMatch(NoteText::unfitForName)) {
            throw new InvalidFormat(what, "a key's name is empty, or has a space or a plus");
        }
    }

    private static boolean unfitForName(int c) {
        return c == '+' || c == '\n' || c == NEXT_LINE || Character.isSpaceChar(c);
    }
}
