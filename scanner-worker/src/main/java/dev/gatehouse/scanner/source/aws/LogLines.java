package dev.gatehouse.scanner.source.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.scanner.work.ObjectUnreadable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Log events as bytes, an event a line; one page is held at a time. */
final class LogLines extends InputStream {
    private final LogPages pages;
    private final Consumer<Instant> readUpTo;
    private final Queue<FilteredLogEvent> events = new ArrayDeque<>();
    private long left;
    private byte[] line = new byte[0];
    private int at;
    private long last;
    private boolean through;

    /**
     * A stream.
     *
     * @param maxBytes the most that it gives
     * @param readUpTo is told the instant up to which everything was given, when the stream is at its end or its limit
     */
    LogLines(LogPages pages, long maxBytes, Consumer<Instant> readUpTo) {
        this.pages = pages;
        this.left = maxBytes;
        this.readUpTo = readUpTo;
        this.last = pages.window().from().toEpochMilli();
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
        while (at == line.length) {
            if (through || !nextLine()) {
                return -1;
            }
        }
        int some = Math.min(length, line.length - at);
        System.arraycopy(line, at, into, from, some);
        at += some;
        return some;
    }

    private boolean nextLine() throws IOException {
        while (events.isEmpty()) {
            Optional<List<FilteredLogEvent>> page = pages.next();
            if (page.isEmpty()) {
                through = true;
                readUpTo.accept(pages.window().to());
                return false;
            }
            events.addAll(page.get());
        }
        FilteredLogEvent event = events.remove();
        line = (event.message() + "\n").getBytes(UTF_8);
        at = 0;
        take(event);
        return true;
    }

    private void take(FilteredLogEvent event) throws IOException {
        left -= line.length;
        if (left < 0) {
            line = new byte[0];
            through = true;
            // The events of this instant are read again. Where all of them are of one, the rest of it is lost.
            Instant reached = Instant.ofEpochMilli(last);
            readUpTo.accept(reached.isAfter(pages.window().from()) ? reached : reached.plusMillis(1));
            throw ObjectUnreadable.tooLarge(
                    "there is more than is read at a time; the next scan goes on at " + reached);
        }
        last = Math.max(last, event.timestamp() == null ? last : event.timestamp());
    }
}
