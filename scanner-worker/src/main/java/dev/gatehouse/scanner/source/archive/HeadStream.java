package dev.gatehouse.scanner.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream whose first bytes can be looked at before they are read. Closing it leaves the stream open. */
public final class HeadStream extends InputStream {
    private final InputStream in;
    private final byte[] head;
    private final @Nullable IOException failure;
    private int at;

    /** Reads the first bytes: so many as tell an archive. If that fails, what came before can be read, and then it fails. */
    public HeadStream(InputStream in) {
        this.in = in;
        byte[] first = new byte[Packing.HEAD_BYTES];
        int length = 0;
        IOException failed = null;
        try {
            int read = 0;
            while (read >= 0 && length < first.length) {
                read = in.read(first, length, first.length - length);
                length += Math.max(0, read);
            }
        } catch (IOException e) {
            failed = e;
        }
        this.head = Arrays.copyOf(first, length);
        this.failure = failed;
    }

    /** What the first bytes say this is. */
    public Packing packing() {
        return Packing.of(head, head.length);
    }

    /** Whether the first bytes have no control characters but those that text has; true for an empty stream. */
    public boolean isText() {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        return at < head.length ? head[at++] & 0xff : below().read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (at == head.length) {
            return below().read(into, from, length);
        }
        int read = Math.min(length, head.length - at);
        System.arraycopy(head, at, into, from, read);
        at += read;
        return read;
    }

    private InputStream below() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return in;
    }

    /** Asked by a reader of gzip whether a further member follows. */
    @Override
    public int available() throws IOException {
        return head.length - at + in.available();
    }
}
