package dev.gatehouse.client.audit;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;

/** Reads a segment's frames one after the other, from a frame's start up to an end. */
final class FrameReader implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final DataInputStream in;
    private final long end;
    private long offset;

    FrameReader(OutboxFiles files, String name, long offset, long end) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(files.read(name, offset), BUFFER_BYTES));
        this.offset = offset;
        this.end = end;
    }

    /** What comes next in a segment. */
    sealed interface Next {
        record Whole(Frame frame) implements Next {}

        /** The bytes from here on are not a frame. */
        record Broken(long offset) implements Next {}

        record End() implements Next {}
    }

    Next next() throws IOException {
        if (offset == end) {
            return new Next.End();
        }
        if (end - offset < Frame.HEADER_BYTES) {
            return new Next.Broken(offset);
        }
        int length = in.readInt();
        int crc = in.readInt();
        return Frame.fits(length, end - offset - Frame.HEADER_BYTES) ? frame(length, crc) : new Next.Broken(offset);
    }

    private Next frame(int length, int crc) throws IOException {
        byte[] payload = new byte[length];
        in.readFully(payload);
        if (!Frame.holds(length, crc, payload, 0)) {
            return new Next.Broken(offset);
        }
        Frame frame = new Frame(offset, payload);
        offset = frame.end();
        return new Next.Whole(frame);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
