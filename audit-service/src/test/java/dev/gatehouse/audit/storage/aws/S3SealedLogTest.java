package dev.gatehouse.audit.storage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.LogListener;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.MemoryKeys;
import dev.gatehouse.audit.log.Receipt;
import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.log.TestEvents;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.Frontier;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.NoteSigner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What the log promises over S3 that fails, and where two processes take themselves for its writer. */
class S3SealedLogTest {
    private static final String ORIGIN = "example.com/audit";
    private static final NoteSigner SIGNER = Ed25519Signer.generate(ORIGIN);
    private static final LogLimits LIMITS =
            new LogLimits(100_000, 1_000, 10_000_000, 1_000, Duration.ZERO, Duration.ofMillis(1), 10_000);

    private final FlakyS3 flaky = new FlakyS3();
    private final S3Client s3 = Clients.s3(Clients.QUICK, flaky.endpoint());
    private final S3Place place = Clients.place(s3);
    private final List<SealedLog> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SealedLog::close);
        s3.close();
        flaky.close();
    }

    /** A client tries twice: where one of these fails, it never notices. */
    @ParameterizedTest
    @CsvSource({
        "payload/,BEFORE", "payload/,AFTER",
        "tile/entries,BEFORE", "tile/entries,AFTER",
        "tile/0,BEFORE", "tile/0,AFTER",
        "checkpoint,BEFORE", "checkpoint,AFTER"
    })
    void aWriteThatIsTriedAgainIsThereOnce(String part, FlakyS3.Moment moment) throws Exception {
        SealedLog log = open(new Clients.Turned());
        append(log, 0, 10);
        awaitSealed(log, 10);
        flaky.fail(part, moment, 1);

        List<AppendResult> results = append(log, 10, 20);
        awaitSealed(log, 20);

        assertThat(flaky.failures()).isEqualTo(1);
        assertThat(results).allSatisfy(result -> assertThat(result).isInstanceOf(AppendResult.Appended.class));
        assertIsWhole(log, 20);
    }

    @Test
    void aFrameWhoseAnswersAreLostIsNotAcknowledgedAndNotTwice() throws Exception {
        SealedLog log = open(new Clients.Turned());
        append(log, 0, 10);
        flaky.fail("payload/", FlakyS3.Moment.AFTER, 2);

        assertThatThrownBy(() -> append(log, 10, 20)).hasCauseInstanceOf(LogUnavailable.class);
        List<AppendResult> again = append(log, 10, 20);

        assertThat(again).allSatisfy(result -> assertThat(result).isInstanceOf(AppendResult.Duplicate.class));
        assertIsWhole(log, 20);
    }

    @Test
    void aFrameThatIsNotKeptIsNotAcknowledged() throws Exception {
        SealedLog log = open(new Clients.Turned());
        append(log, 0, 10);
        flaky.fail("payload/", FlakyS3.Moment.BEFORE, 2);

        assertThatThrownBy(() -> append(log, 10, 20)).hasCauseInstanceOf(LogUnavailable.class);
        List<AppendResult> again = append(log, 10, 20);

        assertThat(again).allSatisfy(result -> assertThat(result).isInstanceOf(AppendResult.Appended.class));
        assertIsWhole(log, 20);
    }

    @ParameterizedTest
    @CsvSource({"tile/0,BEFORE", "tile/0,AFTER", "checkpoint,BEFORE", "checkpoint,AFTER"})
    void sealingGoesOnWhereItFailed(String part, FlakyS3.Moment moment) throws Exception {
        SealedLog log = open(new Clients.Turned());
        append(log, 0, 10);
        awaitSealed(log, 10);
        flaky.fail(part, moment, 2);

        append(log, 10, 300);
        awaitSealed(log, 300);

        assertThat(flaky.failures()).isEqualTo(2);
        assertIsWhole(log, 300);
    }

    @Test
    void whatAKilledWriterHadAcknowledgedIsThereForTheNext() throws Exception {
        Clients.Turned time = new Clients.Turned();
        SealedLog killed = open(time);
        append(killed, 0, 300);
        time.pass(Duration.ofSeconds(71));

        SealedLog log = open(time);

        assertThat(append(log, 0, 300))
                .allSatisfy(result -> assertThat(result).isInstanceOf(AppendResult.Duplicate.class));
        awaitSealed(log, 300);
        assertIsWhole(log, 300);
        assertThatThrownBy(() -> append(killed, 300, 301)).hasMessageContaining("another writer");
    }

    /** The first one's clock stands, so that it never sees that its lease has run out. */
    @RepeatedTest(3)
    void oneOfTwoRacingWritersStopsAndEveryAcknowledgedEventIsThereOnce() throws Exception {
        Clients.Turned ahead = new Clients.Turned();
        ahead.pass(Duration.ofMinutes(10));
        SealedLog first = open(new Clients.Turned());
        SealedLog second = open(ahead);
        Map<Integer, Receipt> acknowledged = new ConcurrentHashMap<>();
        CountDownLatch start = new CountDownLatch(1);

        Racer one = new Racer(first, 0, acknowledged, start);
        Racer two = new Racer(second, 10_000, acknowledged, start);
        one.thread.start();
        two.thread.start();
        start.countDown();
        one.thread.join();
        two.thread.join();

        assertThat(List.of(one.stopped, two.stopped)).contains(true);
        first.close();
        second.close();
        ahead.pass(Duration.ofMinutes(10));
        SealedLog log = open(ahead);
        assertIsWhole(log, log.size());
        acknowledged.forEach((number, receipt) -> {
            LoggedEvent event = log.read(receipt.index()).orElseThrow();
            assertThat(event.event()).contains(TestEvents.event(number));
            assertThat(event.leafHash()).isEqualTo(receipt.leafHash());
        });
    }

    private static final class Racer {
        private static final int BATCHES = 40;
        private static final int BATCH = 5;

        private final Thread thread;
        private volatile boolean stopped;

        Racer(SealedLog log, int first, Map<Integer, Receipt> acknowledged, CountDownLatch start) {
            this.thread = new Thread(() -> {
                try {
                    start.await();
                    for (int i = first; i < first + BATCHES * BATCH && !stopped; i += BATCH) {
                        send(log, i, acknowledged);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private void send(SealedLog log, int from, Map<Integer, Receipt> acknowledged) {
            try {
                List<AppendResult> results = append(log, from, from + BATCH);
                for (int i = 0; i < BATCH; i++) {
                    acknowledged.put(from + i, receipt(results.get(i)));
                }
            } catch (CompletionException e) {
                stopped = e.getCause() instanceof LogUnavailable;
            } catch (LogUnavailable e) {
                stopped = true;
            }
        }
    }

    private SealedLog open(Clients.Turned time) {
        S3Log storage = S3Log.take(s3, place, Clients.TERMS, time.clocks()).orElseThrow();
        SealedLog log = SealedLog.open(
                storage, new MemoryKeys(), SIGNER, ORIGIN, LIMITS, InstantSource.fixed(TestEvents.NOW), new Deaf());
        opened.add(log);
        return log;
    }

    private static List<AppendResult> append(SealedLog log, int from, int to) {
        return log.append(TestEvents.events(from, to)).toCompletableFuture().join();
    }

    private static void awaitSealed(SealedLog log, long size) throws InterruptedException {
        assertThat(log.awaitSealed(size - 1, 30_000)).isGreaterThanOrEqualTo(size);
    }

    /** So many events, none twice, and the checkpoint of exactly these. */
    private static void assertIsWhole(SealedLog log, long size) throws InterruptedException {
        awaitSealed(log, size);
        Set<Object> keys = new HashSet<>();
        Frontier tree = Frontier.empty();
        for (LoggedEvent event : log.read(0, Integer.MAX_VALUE, Long.MAX_VALUE)) {
            assertThat(keys.add(event.entry().key())).isTrue();
            tree.append(event.leafHash());
        }
        Hash root = tree.root();
        SealedCheckpoint sealed = log.checkpoint().orElseThrow();
        assertThat(keys).hasSize((int) size);
        assertThat(sealed.checkpoint().size()).isEqualTo(size);
        assertThat(sealed.checkpoint().root()).isEqualTo(root);
    }

    private static Receipt receipt(AppendResult result) {
        return switch (result) {
            case AppendResult.Appended(Receipt receipt) -> receipt;
            case AppendResult.Duplicate(Receipt receipt) -> receipt;
            case AppendResult.Conflict(Receipt receipt) -> receipt;
        };
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
