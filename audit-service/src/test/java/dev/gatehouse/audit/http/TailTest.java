package dev.gatehouse.audit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Outcome;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.LogEntry.ByteKey;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.query.LiveFilter;
import dev.gatehouse.audit.query.TextFilter;
import dev.gatehouse.audit.tlog.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each tail here ends at its first heartbeat, or when it is interrupted: once it has waited for more than there is. */
class TailTest {
    private static final Instant TIME = Instant.parse("2026-03-01T00:00:00Z");
    private static final LiveFilter ALL = filter(Optional.empty(), Optional.empty());

    private final Log log = new Log();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final AtomicInteger normalized = new AtomicInteger();

    @Test
    void sendsEachEventFromAPlaceOn() {
        log.add("one").add("two").add("three");

        follow(ALL, 1, source -> true);

        assertThat(text())
                .startsWith(": open\n\nevent: event\nid: 1\ndata: {\"index\":1,")
                .contains("id: 2\ndata: {");
        assertThat(ids()).containsExactly("1", "2");
    }

    @Test
    void sendsWhatIsSeenAndWantedOnly() {
        log.add("one").add("two").add("three");

        follow(filter(Optional.of("t*"), Optional.empty()), 0, source -> !source.equals("two"));

        assertThat(ids()).containsExactly("2");
        assertThat(normalized).hasValue(1);
    }

    @Test
    void sendsWhatHasTheOutcomeThatIsWanted() {
        log.add("one");

        follow(filter(Optional.empty(), Optional.of(Outcome.DENIED)), 0, source -> true);

        assertThat(ids()).isEmpty();
    }

    @Test
    void showsAnErasedEventToWhoSeesThoseOnly() {
        log.add("one").addErased();

        follow(ALL, 0, source -> !source.isEmpty());
        follow(ALL, 0, String::isEmpty);

        assertThat(ids()).containsExactly("0", "1");
        assertThat(text()).contains("\"erased\":true");
    }

    @Test
    void sendsMoreThanOneBatch() {
        for (int i = 0; i < 1_000; i++) {
            log.add("source");
        }

        follow(ALL, 0, source -> true);

        assertThat(ids()).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void endsWhereItMayNotGoOn() {
        AtomicInteger asked = new AtomicInteger();

        new Tail(log, this::normalize, source -> true, ALL, () -> asked.incrementAndGet() < 3, Duration.ZERO, sent)
                .follow(0);

        assertThat(asked).hasValue(3);
        assertThat(text()).isEqualTo(": open\n\n: alive\n\n: alive\n\n");
    }

    @Test
    void endsWhereItsReaderHasGone() {
        log.add("one");
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("gone");
            }
        };

        new Tail(log, this::normalize, source -> true, ALL, () -> true, Duration.ofDays(1), gone).follow(0);

        assertThat(normalized).hasValue(0);
    }

    private void follow(LiveFilter filter, long from, java.util.function.Predicate<String> visible) {
        new Tail(log, this::normalize, visible, filter, () -> true, Duration.ofDays(1), sent).follow(from);
        assertThat(Thread.interrupted()).isTrue();
    }

    private NormalizedEvent normalize(Event event) {
        normalized.incrementAndGet();
        return new NormalizedEvent(
                event.time(), 6003, 1, 1, Outcome.SUCCESS, "ann", "read", List.of(), "", "", "", ByteSlice.of("{}"));
    }

    private String text() {
        return sent.toString(UTF_8);
    }

    private List<String> ids() {
        return text().lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
    }

    private static LiveFilter filter(Optional<String> source, Optional<Outcome> outcome) {
        return new LiveFilter(
                Optional.empty(), Optional.empty(), outcome, source.map(TextFilter::new), OptionalInt.empty());
    }

    /** A log in memory that interrupts who waits for more than it has. */
    private static final class Log implements LogReader {
        private final List<LoggedEvent> events = new ArrayList<>();

        Log add(String source) {
            int index = events.size();
            EventKey key = new EventKey(source, "uid-" + index);
            Event event = new Event(
                    key,
                    TIME,
                    EventFormat.GATEHOUSE,
                    DigestVerdict.NOT_APPLICABLE,
                    Optional.empty(),
                    ByteSlice.of("{}"));
            events.add(new LoggedEvent(index, entry(index), Optional.of(event)));
            return this;
        }

        Log addErased() {
            events.add(new LoggedEvent(events.size(), entry(events.size()), Optional.empty()));
            return this;
        }

        private static LogEntry entry(long index) {
            return new LogEntry(
                    EventFormat.GATEHOUSE,
                    DigestVerdict.NOT_APPLICABLE,
                    TIME,
                    new ByteKey(index, index),
                    Hash.of(new byte[Hash.BYTES]));
        }

        @Override
        public long size() {
            return events.size();
        }

        @Override
        public List<LoggedEvent> read(long from, int maxEvents, long maxBytes) {
            return List.copyOf(events.subList((int) from, (int) Math.min(events.size(), from + maxEvents)));
        }

        @Override
        public long awaitMoreThan(long size, long millis) throws InterruptedException {
            if (events.size() <= size) {
                Thread.currentThread().interrupt();
                throw new InterruptedException();
            }
            return events.size();
        }
    }
}
