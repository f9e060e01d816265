package dev.gatehouse.scanner.engine;

import java.util.Optional;

/**
 * Text in UTF-16, as its byte order mark or its NULs say. A unit that is no Latin-1 character becomes a question mark's like, 0x1a:
 * secrets are ASCII.
 *
 * @param encoding which of the two
 * @param mark how many bytes its byte order mark has
 */
record WideText(Encoding encoding, int mark) {
    private static final int SAMPLE = 1024;
    private static final int SHORTEST = 16;
    private static final byte OTHER = 0x1a;

    /** Whether an object that begins so is UTF-16. */
    static Optional<WideText> of(byte[] bytes, int length) {
        if (length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
            boolean utf32 = length >= 4 && bytes[2] == 0 && bytes[3] == 0;
            return utf32 ? Optional.empty() : Optional.of(new WideText(Encoding.UTF_16LE, 2));
        }
        if (length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
            return Optional.of(new WideText(Encoding.UTF_16BE, 2));
        }
        int sample = Math.min(length, SAMPLE) & ~1;
        if (sample < SHORTEST) {
            return Optional.empty();
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i < sample; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        int most = sample / 2 * 7 / 10;
        if (odd > most && even == 0) {
            return Optional.of(new WideText(Encoding.UTF_16LE, 0));
        }
        return even > most && odd == 0 ? Optional.of(new WideText(Encoding.UTF_16BE, 0)) : Optional.empty();
    }

    /** Makes a byte of each unit; gives how many there are. Source and target may be one array, at one place. */
    int narrow(byte[] from, int start, int length, byte[] to, int at) {
        int units = length / 2;
        int low = encoding == Encoding.UTF_16LE ? 0 : 1;
        for (int i = 0; i < units; i++) {
            byte high = from[start + 2 * i + 1 - low];
            to[at + i] = high == 0 ? from[start + 2 * i + low] : OTHER;
        }
        return units;
    }
}
