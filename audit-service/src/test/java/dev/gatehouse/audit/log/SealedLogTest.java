package dev.gatehouse.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.log.FailingStorage.Kind;
import dev.gatehouse.audit.log.FailingStorage.Moment;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.Frontier;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.NoteSigner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log promises, over storage that fails at each place. */
class SealedLogTest {
    private static final String ORIGIN = "example.com/audit";
    private static final NoteSigner SIGNER = Ed25519Signer.generate(ORIGIN);
    private static final LogLimits LIMITS =
            new LogLimits(100_000, 1_000, 10_000_000, 1_000, Duration.ZERO, Duration.ofMillis(1), 10_000);

    private final FailingStorage storage = new FailingStorage();
    private final List<SealedLog> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SealedLog::close);
    }

    @Test
    void anEventHasItsIndexAndItsLeafHash() throws Exception {
        SealedLog log = open();

        List<AppendResult> results = append(log, TestEvents.events(0, 3));

        assertThat(results)
                .hasSize(3)
                .allSatisfy(result -> assertThat(result).isInstanceOf(AppendResult.Appended.class));
        LoggedEvent second = log.read(1).orElseThrow();
        assertThat(receipt(results.get(1))).isEqualTo(new Receipt(1, second.leafHash()));
        assertThat(second.event()).contains(TestEvents.event(1));
    }

    @Test
    void aSecondEventOfAKeyIsTheFirst() throws Exception {
        SealedLog log = open();
        Receipt first = receipt(append(log, List.of(TestEvents.event(7))).getFirst());

        List<AppendResult> again = append(log, List.of(TestEvents.event(7), TestEvents.event(8), TestEvents.event(8)));

        assertThat(again.get(0)).isEqualTo(new AppendResult.Duplicate(first));
        assertThat(again.get(1)).isInstanceOf(AppendResult.Appended.class);
        assertThat(again.get(2)).isEqualTo(new AppendResult.Duplicate(receipt(again.get(1))));
        assertThat(log.size()).isEqualTo(2);
    }

    @Test
    void aSecondEventOfAKeyWithOtherBytesIsAConflict() throws Exception {
        SealedLog log = open();
        Receipt first = receipt(append(log, List.of(TestEvents.event(7))).getFirst());

        List<AppendResult> again = append(
                log, List.of(TestEvents.event(7, "something else"), TestEvents.event(9), TestEvents.event(9, "other")));

        assertThat(again.get(0)).isEqualTo(new AppendResult.Conflict(first));
        assertThat(again.get(2)).isEqualTo(new AppendResult.Conflict(receipt(again.get(1))));
        assertThat(log.size()).isEqualTo(2);
    }

    @Test
    void theKeysAreKnownAfterARestart() throws Exception {
        SealedLog before = open();
        append(before, TestEvents.events(0, 700));
        before.close();
        SealedLog log = open();

        List<AppendResult> again = append(log, TestEvents.events(0, 700));

        assertThat(again).allSatisfy(result -> assertThat(result).isInstanceOf(AppendResult.Duplicate.class));
        assertThat(log.size()).isEqualTo(700);
    }

    @Test
    void theLastFrameIsWrittenAgainBeforeItsEventsCount() throws Exception {
        SealedLog before = open();
        append(before, TestEvents.events(0, 3));
        int second = Objects.requireNonNull(storage.segments.get(0L)).length;
        append(before, TestEvents.events(3, 5));
        int end = Objects.requireNonNull(storage.segments.get(0L)).length;
        before.close();
        storage.repairs.clear();

        open();

        assertThat(storage.repairs)
                .containsExactly("settle", "overwrite 0 from " + second + ", " + (end - second) + " bytes");
    }

    @Test
    void whatCanNotGrowIsNotWrittenAgain() throws Exception {
        storage.oneFrameASegment = true;
        SealedLog before = open();
        append(before, TestEvents.events(0, 3));
        before.close();
        storage.repairs.clear();

        open();

        assertThat(storage.repairs).containsExactly("settle");
    }

    @Test
    void theCheckpointCoversWhatWasAcknowledged() throws Exception {
        SealedLog log = open();
        append(log, TestEvents.events(0, 600));
        awaitSealed(log, 600);

        SealedCheckpoint sealed = log.checkpoint().orElseThrow();

        assertThat(sealed.checkpoint().root()).isEqualTo(root(log));
        assertThat(storage.tiles)
                .containsKeys("tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/002.p/88");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eventsAreReadInOrderOverManySegments(boolean oneFrameASegment) throws Exception {
        storage.oneFrameASegment = oneFrameASegment;
        SealedLog log = open();
        for (int i = 0; i < 2_000; i += 100) {
            append(log, TestEvents.events(i, i + 100));
        }

        List<LoggedEvent> all = log.read(0, 5_000, Long.MAX_VALUE);

        assertThat(storage.segments).hasSizeGreaterThan(10);
        assertThat(all)
                .extracting(LoggedEvent::index)
                .isEqualTo(IntStream.range(0, 2_000).mapToObj(i -> (long) i).toList());
        assertThat(all).extracting(event -> event.event().orElseThrow()).isEqualTo(TestEvents.events(0, 2_000));
    }

    @Test
    void aReadGivesAtLeastOneEventHoweverLarge() throws Exception {
        SealedLog log = open();
        append(log, List.of(TestEvents.event(0, "x".repeat(50_000)), TestEvents.event(1)));

        List<LoggedEvent> events = log.read(0, 10, 100);

        assertThat(events).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE", "HALFWAY", "AFTER"})
    void aFrameThatFailsIsNotAcknowledgedAndTheNextTryIsRight(Moment moment) throws Exception {
        SealedLog log = open();
        append(log, TestEvents.events(0, 10));
        storage.fail(Kind.FRAME, moment, 0);

        assertThatThrownBy(() -> append(log, TestEvents.events(10, 20))).hasCauseInstanceOf(LogUnavailable.class);
        List<AppendResult> again = append(log, TestEvents.events(10, 20));

        assertThat(again)
                .extracting(result -> receipt(result).index())
                .isEqualTo(IntStream.range(10, 20).mapToObj(i -> (long) i).toList());
        assertThat(log.read(0, 100, Long.MAX_VALUE))
                .extracting(event -> event.event().orElseThrow())
                .isEqualTo(TestEvents.events(0, 20));
    }

    @ParameterizedTest
    @CsvSource({
        "TILE,BEFORE,0",
        "TILE,AFTER,0",
        "TILE,BEFORE,1",
        "TILE,AFTER,2",
        "CHECKPOINT,BEFORE,0",
        "CHECKPOINT,AFTER,0"
    })
    void sealingThatFailsIsTriedAgain(Kind kind, Moment moment, int skip) throws Exception {
        SealedLog log = open();
        storage.fail(kind, moment, skip);

        append(log, TestEvents.events(0, 300));
        awaitSealed(log, 300);

        assertThat(storage.failures()).isEqualTo(1);
        assertThat(log.checkpoint().orElseThrow().checkpoint().root()).isEqualTo(root(log));
    }

    @Test
    void aCrashBetweenTheFrameAndTheCheckpointLosesNothing() throws Exception {
        SealedLog before = open();
        append(before, TestEvents.events(0, 300));
        before.close();
        byte[] old = storage.checkpoint.orElseThrow();
        SealedLog between = open();
        append(between, TestEvents.events(300, 600));
        between.close();
        storage.checkpoint = java.util.Optional.of(old);

        SealedLog log = open();

        assertThat(log.size()).isEqualTo(600);
        assertThat(log.checkpoint().orElseThrow().checkpoint().size()).isEqualTo(600);
        assertThat(log.checkpoint().orElseThrow().checkpoint().root()).isEqualTo(root(log));
    }

    @Test
    void aLogWhoseEventsAreFewerThanItsCheckpointSaysIsRefused() throws Exception {
        SealedLog before = open();
        append(before, TestEvents.events(0, 300));
        before.close();
        storage.segments.clear();

        assertThatThrownBy(this::open).isInstanceOf(MalformedLog.class).hasMessageContaining("300");
    }

    @Test
    void aLogWithAHoleIsRefused() throws Exception {
        SealedLog before = open();
        for (int i = 0; i < 1_000; i += 100) {
            append(before, TestEvents.events(i, i + 100));
        }
        before.close();
        List<Long> firsts = List.copyOf(storage.segments.keySet());
        storage.segments.remove(firsts.get(2));

        assertThatThrownBy(this::open)
                .isInstanceOf(MalformedLog.class)
                .hasMessageContaining("events " + firsts.get(2) + " to " + (firsts.get(3) - 1));
    }

    @Test
    void anotherLogsCheckpointIsRefused() throws Exception {
        SealedLog before = open();
        append(before, TestEvents.events(0, 3));
        before.close();

        assertThatThrownBy(() -> open("example.com/other", Ed25519Signer.generate("example.com/other")))
                .isInstanceOf(MalformedLog.class)
                .hasMessageContaining("not signed by the key example.com/other");
    }

    @Test
    void changedTilesAreRefused() throws Exception {
        SealedLog before = open();
        append(before, TestEvents.events(0, 300));
        before.close();
        storage.tiles.computeIfPresent("tile/0/001.p/44", (path, bytes) -> new byte[bytes.length]);

        assertThatThrownBy(this::open).isInstanceOf(MalformedLog.class).hasMessageContaining("tiles");
    }

    @Test
    void aWriterThatLostItsLeaseStops() throws Exception {
        SealedLog log = open();
        append(log, TestEvents.events(0, 3));
        awaitSealed(log, 3);
        storage.leased = false;

        assertThatThrownBy(() -> append(log, TestEvents.events(3, 4))).hasMessageContaining("another writer");
        storage.leased = true;
        assertThatThrownBy(() -> append(log, TestEvents.events(4, 5)))
                .isInstanceOf(LogUnavailable.class)
                .hasMessageContaining("another writer");
    }

    @Test
    void aWriterThatIsOvertakenStops() throws Exception {
        SealedLog first = open();
        append(first, TestEvents.events(0, 3));
        awaitSealed(first, 3);
        SealedLog second = open();
        append(second, TestEvents.events(3, 6));
        awaitSealed(second, 6);

        assertThatThrownBy(() -> append(first, TestEvents.events(6, 9))).hasMessageContaining("another writer");

        assertThat(second.read(0, 100, Long.MAX_VALUE)).hasSize(6);
    }

    @Test
    void anErasedPayloadLeavesItsLeaf() throws Exception {
        SealedLog log = open();
        append(log, TestEvents.events(0, 3));
        Hash leaf = log.read(1).orElseThrow().leafHash();

        log.erase(List.of(1L));

        LoggedEvent erased = log.read(1).orElseThrow();
        assertThat(erased.event()).isEmpty();
        assertThat(erased.leafHash()).isEqualTo(leaf);
        assertThat(log.read(2).orElseThrow().event()).contains(TestEvents.event(2));
        assertThat(new String(storage.segments.get(0L), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("raw bytes of 1")
                .contains("raw bytes of 2");
    }

    @Test
    void anErasedLastPayloadIsNoTornFrame() throws Exception {
        SealedLog before = open();
        append(before, TestEvents.events(0, 3));
        before.erase(List.of(2L));
        before.close();

        SealedLog log = open();

        assertThat(log.size()).isEqualTo(3);
        assertThat(log.read(2).orElseThrow().event()).isEmpty();
    }

    @Test
    void anEventOfTheLargestSizeIsTakenAndALargerOneIsNot() throws Exception {
        SealedLog log = open();

        append(log, List.of(TestEvents.event(0, "x".repeat(100_000))));

        assertThatThrownBy(() -> log.append(List.of(TestEvents.event(1, "x".repeat(100_001)))))
                .hasMessageContaining("100000 bytes");
    }

    @Test
    void aBatchOfTheLargestSizeIsTakenAndALargerOneIsNot() throws Exception {
        SealedLog log = open();

        append(log, TestEvents.events(0, 1_000));

        assertThatThrownBy(() -> log.append(TestEvents.events(0, 1_001))).hasMessageContaining("1000 events");
        assertThatThrownBy(() -> log.append(List.of())).hasMessageContaining("1000 events");
    }

    private SealedLog open() {
        return open(ORIGIN, SIGNER);
    }

    private SealedLog open(String origin, NoteSigner signer) {
        SealedLog log = SealedLog.open(
                storage, new MemoryKeys(), signer, origin, LIMITS, InstantSource.fixed(TestEvents.NOW), new Deaf());
        opened.add(log);
        return log;
    }

    private static List<AppendResult> append(SealedLog log, List<Event> events) throws Exception {
        try {
            return log.append(events).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e;
        }
    }

    private static void awaitSealed(SealedLog log, long size) throws InterruptedException {
        assertThat(log.awaitSealed(size - 1, 20_000)).isGreaterThanOrEqualTo(size);
    }

    private static Receipt receipt(AppendResult result) {
        return switch (result) {
            case AppendResult.Appended(Receipt receipt) -> receipt;
            case AppendResult.Duplicate(Receipt receipt) -> receipt;
            case AppendResult.Conflict(Receipt receipt) -> receipt;
        };
    }

    private static Hash root(SealedLog log) {
        Frontier tree = Frontier.empty();
        Set<LogEntry.ByteKey> keys = new HashSet<>();
        for (LoggedEvent event : log.read(0, Integer.MAX_VALUE, Long.MAX_VALUE)) {
            assertThat(keys.add(event.entry().key())).isTrue();
            tree.append(event.leafHash());
        }
        return tree.root();
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
}
