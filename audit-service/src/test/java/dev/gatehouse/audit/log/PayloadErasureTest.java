package dev.gatehouse.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.FailingStorage.Kind;
import dev.gatehouse.audit.log.FailingStorage.Moment;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.NoteSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of payloads that are destroyed, over storage that fails while they are. */
class PayloadErasureTest {
    private static final String ORIGIN = "example.com/audit";
    private static final NoteSigner SIGNER = Ed25519Signer.generate(ORIGIN);
    private static final LogLimits LIMITS =
            new LogLimits(10_000_000, 1_000, 100_000_000, 1_000, Duration.ZERO, Duration.ofMillis(1), 10_000);

    private final FailingStorage storage = new FailingStorage();
    private final List<SealedLog> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SealedLog::close);
    }

    @Test
    void destroysManyOverFramesAndSegmentsAndLeavesTheOthers() throws Exception {
        SealedLog log = open();
        for (int from = 0; from < 600; from += 50) {
            append(log, from, from + 50);
        }
        List<Long> erased = List.of(0L, 1L, 7L, 49L, 50L, 120L, 599L);

        log.erase(erased);

        List<LoggedEvent> events = log.read(0, 1_000, Long.MAX_VALUE);
        assertThat(events)
                .hasSize(600)
                .allSatisfy(logged -> assertThat(logged.event().isEmpty()).isEqualTo(erased.contains(logged.index())));
        assertThat(stored())
                .doesNotContain("raw bytes of 7\"", "raw bytes of 120")
                .contains("raw bytes of 121");
    }

    @Test
    void destroysWhatDoesNotFitInOneWrite() throws Exception {
        SealedLog log = open();
        log.append(List.of(
                        TestEvents.event(0, "a".repeat(5 << 20)),
                        TestEvents.event(1, "b".repeat(5 << 20)),
                        TestEvents.event(2, "c".repeat(9 << 20)),
                        TestEvents.event(3, "d".repeat(100))))
                .toCompletableFuture()
                .get();

        log.erase(List.of(0L, 2L, 3L));

        assertThat(stored()).doesNotContain("aaaa", "cccc", "dddd").contains("b".repeat(5 << 20));
    }

    @ParameterizedTest
    @CsvSource({"BEFORE,0", "HALFWAY,0", "AFTER,0", "BEFORE,1", "HALFWAY,1", "AFTER,1"})
    void isWholeOrErasedWheneverItFailsAndIsDoneAfterwards(Moment moment, int skip) throws Exception {
        SealedLog before = open();
        append(before, 0, 3);
        storage.fail(Kind.ERASURE, moment, skip);
        assertThatThrownBy(() -> before.erase(List.of(0L, 2L))).isInstanceOf(StorageFailed.class);
        before.close();
        SealedLog log = open();
        List<LoggedEvent> between = log.read(0, 10, Long.MAX_VALUE);

        log.erase(List.of(0L, 2L));

        assertThat(between).extracting(LoggedEvent::index).containsExactly(0L, 1L, 2L);
        assertThat(log.read(1).orElseThrow().event()).contains(TestEvents.event(1));
        assertThat(stored()).doesNotContain("raw bytes of 0", "raw bytes of 2").contains("raw bytes of 1");
    }

    @Test
    void findsEventsByTheirKeysErasedOrNot() throws Exception {
        SealedLog log = open();
        append(log, 0, 3);
        log.erase(List.of(1L));

        assertThat(log.find(new EventKey("test", "uid-1"))).isEqualTo(OptionalLong.of(1));
        assertThat(log.find(new EventKey("test", "uid-2"))).isEqualTo(OptionalLong.of(2));
        assertThat(log.find(new EventKey("test", "uid-3"))).isEmpty();
    }

    @Test
    void tellsWhatIsSealedOfAllEventsOneFrameAfterTheOther() throws Exception {
        SealedLog log = open();
        append(log, 0, 5);
        append(log, 5, 7);

        List<LogEntry> entries = new ArrayList<>();
        while (entries.size() < log.size()) {
            entries.addAll(log.entries(entries.size()));
        }

        assertThat(entries)
                .isEqualTo(log.read(0, 10, Long.MAX_VALUE).stream()
                        .map(LoggedEvent::entry)
                        .toList());
        assertThat(log.entries(7)).isEmpty();
    }

    private SealedLog open() {
        SealedLog log = SealedLog.open(
                storage, new MemoryKeys(), SIGNER, ORIGIN, LIMITS, InstantSource.fixed(TestEvents.NOW), new Deaf());
        opened.add(log);
        return log;
    }

    private static final class Deaf implements LogListener {
        @Override
        public void appended(long size) {}

        @Override
        public void sealed(long size) {}

        @Override
        public void failed(RuntimeException cause) {}

        @Override
        public void lost() {}
    }

    private static void append(SealedLog log, int from, int to) throws Exception {
        log.append(TestEvents.events(from, to)).toCompletableFuture().get();
    }

    private String stored() {
        StringBuilder all = new StringBuilder();
        storage.segments.values().forEach(bytes -> all.append(new String(bytes, StandardCharsets.ISO_8859_1)));
        return all.toString();
    }
}
