package dev.gatehouse.audit.ingest;

import dev.gatehouse.audit.event.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads a stream as lines, each ended by a line feed or by the stream's end; a carriage return before it is no part of it.
 * A line is a slice of a buffer that is not used again, so it stays as it is. What is longer than a limit is passed over,
 * and given as a line that says so.
 */
public final class Lines {
    private static final int BUFFER = 1 << 20;

    private final InputStream stream;
    private final int maxLine;
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    private boolean ended;

    /** @param maxLine bytes that a line may have */
    public Lines(InputStream stream, int maxLine) {
        this.stream = stream;
        this.maxLine = maxLine;
    }

    /** A line of the stream. */
    public sealed interface Line {
        /** One within the limit; may be empty. */
        record Text(ByteSlice bytes) implements Line {}

        /** One that is longer; its bytes are gone. */
        record TooLong() implements Line {}
    }

    /** The next line; empty at the end. A line feed at the very end begins no further line. */
    public Optional<Line> next() throws IOException {
        int scanned = start;
        boolean tooLong = false;
        while (true) {
            int feed = feed(scanned);
            if (feed >= 0) {
                Line line = line(start, feed, tooLong);
                start = feed + 1;
                return Optional.of(line);
            }
            if (ended) {
                return last(tooLong);
            }
            if (end - start > maxLine + 1) {
                tooLong = true;
                start = end;
            }
            int unscanned = end - start;
            fill();
            scanned = start + unscanned;
        }
    }

    private int feed(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private Optional<Line> last(boolean tooLong) {
        if (start == end && !tooLong) {
            return Optional.empty();
        }
        Line line = line(start, end, tooLong);
        start = end;
        return Optional.of(line);
    }

    private Line line(int from, int feed, boolean tooLong) {
        int to = feed > from && buffer[feed - 1] == '\r' ? feed - 1 : feed;
        return tooLong || to - from > maxLine
                ? new Line.TooLong()
                : new Line.Text(new ByteSlice(buffer, from, to - from));
    }

    /** Reads more; into another buffer where this one is full, because lines of it are in use. */
    private void fill() throws IOException {
        if (end == buffer.length) {
            int kept = end - start;
            byte[] next = new byte[Math.max(BUFFER, kept * 2)];
            System.arraycopy(buffer, start, next, 0, kept);
            buffer = next;
            start = 0;
            end = kept;
        }
        int read = stream.read(buffer, end, buffer.length - end);
        if (read < 0) {
            ended = true;
        } else {
            end += read;
        }
    }
}
