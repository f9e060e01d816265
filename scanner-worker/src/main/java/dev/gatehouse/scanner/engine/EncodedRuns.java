package dev.gatehouse.scanner.engine;

/** Finds runs of base64 or hexadecimal digits. It looks at every so-manieth byte only, which no run of that length escapes. */
final class EncodedRuns {
    static final byte[] BASE64 = base64();

    private EncodedRuns() {}

    private static byte[] base64() {
        byte[] values = new byte[256];
        java.util.Arrays.fill(values, (byte) -1);
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < digits.length(); i++) {
            values[digits.charAt(i)] = (byte) i;
        }
        values['-'] = 62;
        values['_'] = 63;
        return values;
    }

    /** Takes runs. */
    interface Runs {
        /** A run; the byte after it is {@code end}. */
        void run(int start, int end);
    }

    /** Every run of at least so many that begins from {@code from} on and before {@code to}, but it may reach to the length. */
    static void find(byte[] bytes, int from, int to, int length, int shortest, Runs runs) {
        byte[] values = BASE64;
        int floor = from;
        int i = from + shortest - 1;
        while (i < length) {
            if (values[bytes[i] & 0xff] < 0) {
                i += shortest;
                continue;
            }
            int start = i;
            while (start > floor && values[bytes[start - 1] & 0xff] >= 0) {
                start--;
            }
            if (start >= to) {
                return;
            }
            int end = i + 1;
            while (end < length && values[bytes[end] & 0xff] >= 0) {
                end++;
            }
            if (end - start >= shortest) {
                runs.run(start, end);
            }
            floor = end;
            i = end + shortest;
        }
    }
}
