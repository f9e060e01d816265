package dev.gatehouse.scanner.source;

import java.io.IOException;
import java.io.InputStream;

/** A stream that ends after so many bytes, and knows whether there were more. */
final class CappedStream extends InputStream {
    private final InputStream in;
    private long left;
    private boolean capped;
    private long count;

    CappedStream(InputStream in, long most) {
        this.in = in;
        this.left = most;
    }

    boolean isCapped() {
        return capped;
    }

    /** How many bytes were read. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            capped = capped || in.read() >= 0;
            return -1;
        }
        int now = in.read(into, from, (int) Math.min(length, left));
        left -= Math.max(0, now);
        count += Math.max(0, now);
        return now;
    }
}
