package dev.gatehouse.scanner.engine;

/** Decodes runs of base64 and hexadecimal digits into a piece. */
final class DigitRuns {
    /** So many decoded bytes decide whether a run is text. */
    private static final int HEAD = 12;
    /** Lines of base64 that belong together are at least so long. */
    private static final int LONG_LINE = 56;

    private DigitRuns() {}

    static boolean isHex(byte[] bytes, int start, int end) {
        if ((end - start) % 2 != 0) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Decodes hexadecimal digits, if their beginning is text. */
    static boolean decodeHex(Piece source, int start, int end, Piece into) {
        byte[] bytes = source.bytes();
        int length = (end - start) / 2;
        byte[] out = into.room(length);
        for (int i = 0; i < length; i++) {
            out[i] = (byte) EscapedText.hex(bytes, start + 2 * i, 2);
            if (i == Math.min(HEAD, length) - 1 && !isText(out, i + 1)) {
                return false;
            }
        }
        into.decoded(source, Encoding.HEX, length, start, 2, 1);
        return true;
    }

    /** Decodes base64, if its beginning is text; lines of equal length that follow belong to it. Gives the end of the run. */
    static int decodeBase64(Piece source, int start, int end, Piece into) {
        byte[] bytes = source.bytes();
        if (!hasTextHead(bytes, start, end, into)) {
            return -1;
        }
        int last = end - start >= LONG_LINE ? wrappedEnd(bytes, start, end, source.length()) : end;
        byte[] out = into.room((last - start) / 4 * 3 + 4);
        if (last == end) {
            into.decoded(source, Encoding.BASE64, decode(bytes, start, end, out), start, 4, 3);
        } else {
            int[] map = into.mapRoom(out.length);
            into.decodedWithMap(source, Encoding.BASE64, decodeWrapped(bytes, start, last, out, map));
        }
        return last;
    }

    private static boolean hasTextHead(byte[] bytes, int start, int end, Piece into) {
        byte[] out = into.room(HEAD + 4);
        int head = decode(bytes, start, Math.min(end, start + HEAD / 3 * 4), out);
        return isText(out, head);
    }

    /** Decodes without looking; gives how many bytes there are. */
    static int decode(byte[] bytes, int start, int end, byte[] out) {
        int length = 0;
        int i = start;
        for (; i + 4 <= end; i += 4) {
            int value = EncodedRuns.BASE64[bytes[i] & 0xff] << 18
                    | EncodedRuns.BASE64[bytes[i + 1] & 0xff] << 12
                    | EncodedRuns.BASE64[bytes[i + 2] & 0xff] << 6
                    | EncodedRuns.BASE64[bytes[i + 3] & 0xff];
            out[length++] = (byte) (value >> 16);
            out[length++] = (byte) (value >> 8);
            out[length++] = (byte) value;
        }
        int bits = 0;
        int value = 0;
        for (; i < end; i++) {
            value = value << 6 | EncodedRuns.BASE64[bytes[i] & 0xff];
            bits += 6;
        }
        for (; bits >= 8; bits -= 8) {
            out[length++] = (byte) (value >> (bits - 8));
        }
        return length;
    }

    private static int wrappedEnd(byte[] bytes, int start, int end, int length) {
        int last = end;
        while (true) {
            int at = last;
            while (at < length && (bytes[at] == '\r' || bytes[at] == '\n' || bytes[at] == ' ' || bytes[at] == '\t')) {
                at++;
            }
            boolean newLine = at > last && (bytes[last] == '\n' || bytes[last] == '\r');
            int next = at;
            while (next < length && EncodedRuns.BASE64[bytes[next] & 0xff] >= 0) {
                next++;
            }
            if (!newLine || next - at < 4 || next - at > end - start) {
                return last;
            }
            last = next;
            if (next - at < end - start) {
                return last;
            }
        }
    }

    private static int decodeWrapped(byte[] bytes, int start, int end, byte[] out, int[] map) {
        int length = 0;
        int bits = 0;
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = EncodedRuns.BASE64[bytes[i] & 0xff];
            if (digit >= 0) {
                value = (value << 6 | digit) & 0xffffff;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    map[length] = i;
                    out[length++] = (byte) (value >> bits);
                }
            }
        }
        return length;
    }

    /** Whether bytes are text, in ASCII or, as some encode it, UTF-16 of it. */
    private static boolean isText(byte[] bytes, int length) {
        int wide = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            boolean printable = (b >= ' ' && b <= '~') || b == '\n' || b == '\r' || b == '\t';
            if (!printable) {
                if (b != 0) {
                    return false;
                }
                wide++;
            }
        }
        return wide == 0 || wide == length / 2;
    }
}
