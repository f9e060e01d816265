package dev.gatehouse.audit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.audit.event.Normalizer;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.query.EventJson;
import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.IndexedEvent;
import dev.gatehouse.audit.query.LiveFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Follows the log and writes what somebody may see and wants, as server-sent events. For one thread. */
final class Tail {
    private static final int EVENTS_AT_ONCE = 256;
    private static final long BYTES_AT_ONCE = 1 << 20;
    private static final JsonFactory JSON = new JsonFactory();

    private final LogReader log;
    private final Normalizer normalizer;
    private final Predicate<String> visible;
    private final LiveFilter filter;
    private final BooleanSupplier goesOn;
    private final Duration heartbeat;
    private final OutputStream target;

    /**
     * What follows a log.
     *
     * @param visible whether a source may be seen; empty text is an erased event's
     * @param goesOn asked at each heartbeat
     * @param target is flushed after each batch of events and each heartbeat
     */
    Tail(
            LogReader log,
            Normalizer normalizer,
            Predicate<String> visible,
            LiveFilter filter,
            BooleanSupplier goesOn,
            Duration heartbeat,
            OutputStream target) {
        this.log = log;
        this.normalizer = normalizer;
        this.visible = visible;
        this.filter = filter;
        this.goesOn = goesOn;
        this.heartbeat = heartbeat;
        this.target = target;
    }

    /** Writes from an index on, until the reader has gone, is too slow, or may not go on. */
    void follow(long from) {
        try {
            write(": open\n\n");
            long next = from;
            long lastBeat = System.nanoTime();
            while (true) {
                long rest = heartbeat.toNanos() - (System.nanoTime() - lastBeat);
                if (rest <= 0) {
                    if (!goesOn.getAsBoolean()) {
                        return;
                    }
                    write(": alive\n\n");
                    lastBeat = System.nanoTime();
                } else if (log.awaitMoreThan(next, Math.max(1, rest / 1_000_000)) > next) {
                    next = batch(next);
                }
            }
        } catch (IOException gone) {
            // Who reads has the id of the last event that it got.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes some events, and says which comes after them. */
    private long batch(long from) throws IOException {
        long next = from;
        for (LoggedEvent logged : log.read(from, EVENTS_AT_ONCE, BYTES_AT_ONCE)) {
            event(logged);
            next = logged.index() + 1;
        }
        target.flush();
        return next;
    }

    private void event(LoggedEvent logged) throws IOException {
        String source = logged.event().map(event -> event.key().source()).orElse("");
        // What is not wanted needs no meaning: most of what a narrow stream reads.
        if (filter.wantsSource(source) && visible.test(source)) {
            EventRow row = EventRow.of(IndexedEvent.of(logged, normalizer));
            if (filter.matches(row)) {
                target.write(("event: event\nid: " + row.index() + "\ndata: ").getBytes(UTF_8));
                target.write(json(row));
                target.write("\n\n".getBytes(UTF_8));
            }
        }
    }

    private static byte[] json(EventRow row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            EventJson.write(row, json);
        }
        return bytes.toByteArray();
    }

    private void write(String text) throws IOException {
        target.write(text.getBytes(UTF_8));
        target.flush();
    }
}
