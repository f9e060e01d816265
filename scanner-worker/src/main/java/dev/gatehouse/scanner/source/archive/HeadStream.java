package dev.gatehouse.scanner.source.archive;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose first bytes can be looked at before they are read. Closing it leaves the stream open. */
public final class HeadStream extends InputStream {
    private final InputStream in;
    private final byte[] head;
    private int at;

    /** Reads the first bytes: so many as tell an archive. */
    public HeadStream(InputStream in) throws IOException {
        this.in = in;
        this.head = in.readNBytes(Packing.HEAD_BYTES);
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
        return at < head.length ? head[at++] & 0xff : in.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (at == head.length) {
            return in.read(into, from, length);
        }
        int read = Math.min(length, head.length - at);
        System.arraycopy(head, at, into, from, read);
        at += read;
        return read;
    }

    /** Asked by a reader of gzip whether a further member follows. */
    @Override
    public int available() throws IOException {
        return head.length - at + in.available();
    }
}
