package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Events to put into logs. */
public final class TestEvents {
    public static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");

    private TestEvents() {}

    public static Event event(int number) {
        return event(number, "raw bytes of " + number);
    }

    public static Event event(int number, String raw) {
        return new Event(
                new EventKey("test", "uid-" + number),
                NOW.plusSeconds(number),
                EventFormat.GATEHOUSE,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                ByteSlice.of(raw));
    }

    public static List<Event> events(int from, int to) {
        return IntStream.range(from, to).mapToObj(TestEvents::event).toList();
    }
}
