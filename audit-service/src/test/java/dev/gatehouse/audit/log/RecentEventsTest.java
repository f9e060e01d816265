package dev.gatehouse.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which events are kept in memory, and that they are those of the segments. */
class RecentEventsTest {
    private final FailingStorage storage = new FailingStorage();
    private final Segments segments = new Segments(storage.payloads(), 1_000);

    @Test
    void whatIsKeptIsWhatStandsInTheSegments() {
        segments.append(prepared(0, 40));
        segments.append(prepared(40, 41));
        List<LoggedEvent> kept = segments.read(0, 100, 1_000_000);

        Segments reopened = new Segments(storage.payloads(), 1_000);
        reopened.open(0);

        assertThat(kept).hasSize(41).isEqualTo(reopened.read(0, 100, 1_000_000));
    }

    @Test
    void keepsTheNewestOfANumber() {
        RecentEvents recent = new RecentEvents(4, 1_000_000);

        add(recent, 0, 5);

        assertThat(recent.read(0, 10, 1_000)).isEmpty();
        assertThat(indexes(recent, 1, 10, 1_000_000)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(recent.read(5, 10, 1_000)).isEmpty();
    }

    @Test
    void keepsTheNewestOfANumberOfBytes() {
        long each = prepared(0, 1).getFirst().payloadBytes();
        RecentEvents recent = new RecentEvents(16, 3 * each);

        add(recent, 0, 4);

        assertThat(recent.read(0, 10, 1_000)).isEmpty();
        assertThat(indexes(recent, 1, 10, 1_000_000)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anEventThatIsTooLargeIsNotKept() {
        RecentEvents recent = new RecentEvents(16, 10);

        add(recent, 0, 1);

        assertThat(recent.read(0, 10, 1_000)).isEmpty();
    }

    @Test
    void readsUpToTheLimitsAndAtLeastOne() {
        long each = prepared(0, 1).getFirst().payloadBytes();
        RecentEvents recent = new RecentEvents(16, 1_000_000);
        add(recent, 0, 8);

        assertThat(indexes(recent, 2, 3, 1_000_000)).containsExactly(2L, 3L, 4L);
        assertThat(indexes(recent, 2, 10, 2 * each)).containsExactly(2L, 3L);
        assertThat(indexes(recent, 2, 10, 2 * each - 1)).containsExactly(2L);
        assertThat(indexes(recent, 2, 10, 0)).containsExactly(2L);
    }

    @Test
    void beginsAnewBehindAGap() {
        RecentEvents recent = new RecentEvents(16, 1_000_000);
        add(recent, 0, 3);

        add(recent, 7, 9);

        assertThat(recent.read(2, 10, 1_000)).isEmpty();
        assertThat(indexes(recent, 7, 10, 1_000_000)).containsExactly(7L, 8L);
    }

    @Test
    void forgetsWhatWasErased() {
        segments.append(prepared(0, 10));

        segments.erase(List.of(3L));

        List<LoggedEvent> events = segments.read(0, 100, 1_000_000);
        assertThat(events).filteredOn(event -> event.event().isEmpty()).hasSize(1);
        assertThat(events.get(3).event()).isEmpty();
    }

    @Test
    void holdsNoArrayOfASender() {
        byte[] large = new byte[1 << 20];
        Event event = TestEvents.event(0);
        Event slice = new Event(
                event.key(),
                event.time(),
                event.format(),
                event.verdict(),
                Optional.empty(),
                new ByteSlice(large, 10, 100));

        segments.append(List.of(Prepared.of(slice, new byte[Frame.SALT_BYTES], TestEvents.NOW)));

        Event kept = segments.read(0, 1, 0).getFirst().event().orElseThrow();
        assertThat(kept.raw()).isEqualTo(slice.raw());
        assertThat(kept.raw().array()).hasSizeLessThan(1_000);
    }

    @Test
    void wantsAPowerOfTwo() {
        assertThatThrownBy(() -> new RecentEvents(12, 100)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Prepared> prepared(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Prepared.of(TestEvents.event(i, "raw"), salt(i), TestEvents.NOW.plusMillis(i)))
                .toList();
    }

    private static byte[] salt(int number) {
        byte[] salt = new byte[Frame.SALT_BYTES];
        salt[0] = (byte) number;
        return salt;
    }

    private static void add(RecentEvents recent, int from, int to) {
        List<Prepared> events = IntStream.range(from, to)
                .mapToObj(i -> Prepared.of(TestEvents.event(1, "raw"), salt(i), TestEvents.NOW))
                .toList();
        Frame.Head head = Frame.head(from, events);
        recent.add(head, events, Frame.encode(head, events));
    }

    private static List<Long> indexes(RecentEvents recent, long from, int maxEvents, long maxBytes) {
        return recent.read(from, maxEvents, maxBytes).orElseThrow().stream()
                .map(LoggedEvent::index)
                .toList();
    }
}
