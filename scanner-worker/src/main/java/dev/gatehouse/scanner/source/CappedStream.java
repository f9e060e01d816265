package dev.gatehouse.scanner.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream that ends after so many bytes, and knows whether there were more. It ends where the one below fails, too, and tells
 * of that afterwards: what came before is scanned.
 */
final class CappedStream extends InputStream {
    private final InputStream in;
    private long left;
    private boolean capped;
    private @Nullable IOException failure;

    CappedStream(InputStream in, long most) {
        this.in = in;
        this.left = most;
    }

    boolean isCapped() {
        return capped;
    }

    /** What ended it before its time. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (length == 0 || failure != null) {
            return failure == null ? 0 : -1;
        }
        try {
            if (left == 0) {
                capped = capped || in.read() >= 0;
                return -1;
            }
            int now = in.read(into, from, (int) Math.min(length, left));
            left -= Math.max(0, now);
            return now;
        } catch (IOException e) {
            failure = e;
            return -1;
        }
    }
}
