package dev.gatehouse.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits while the disk is busy. Each flush here waits for leave; were there none, the test would wait for ever. */
@Timeout(60)
class GroupCommitTest {
    private static final OutboxLimits LIMITS = new OutboxLimits(64 << 10, 32 << 10, 512, 4_096, Duration.ofMinutes(1));
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofNanos(1);

    private final FakeDisk disk = new FakeDisk();
    private final Contents contents = new Contents(new TreeMap<>(), Position.startOf(1), 0);
    private final Semaphore leave = new Semaphore(0);
    private final CountDownLatch busy = new CountDownLatch(1);
    private GroupCommit commits = startedNever();

    @BeforeEach
    void starts() throws IOException {
        disk.put(SegmentName.of(1), new byte[0]);
        contents.started(1);
        commits = GroupCommit.start(SegmentWriter.open(disk, contents, LIMITS.segmentBytes(), 1), contents, LIMITS);
        disk.beforeForce(() -> {
            busy.countDown();
            leave.acquireUninterruptibly();
        });
    }

    @AfterEach
    void stops() {
        leave.release(1_000);
        commits.close();
    }

    @Test
    void writesAllThatWaitedWithOneWriteAndOneFlush() throws InterruptedException {
        List<Append> waiting = occupyAndQueue(5);

        leave.release(2);
        waiting.forEach(append -> append.await(LONG));

        assertThat(disk.count(FakeDisk.Op.WRITE)).isEqualTo(2);
        assertThat(disk.count(FakeDisk.Op.FORCE)).isEqualTo(2);
        assertThat(contents.pendingEvents()).isEqualTo(6);
    }

    @Test
    void tellsNobodyBeforeTheFlushIsDone() throws InterruptedException {
        Append append = append(300);
        commits.submit(append);
        busy.await();

        assertThatThrownBy(() -> append.await(SHORT)).isInstanceOf(AuditUnavailable.class);

        assertThat(disk.count(FakeDisk.Op.WRITE)).isOne();
        assertThat(contents.pendingEvents()).as("and nobody reads it").isZero();
    }

    @Test
    void doesNotWriteWhatItsCallerGaveUp() throws InterruptedException {
        List<Append> waiting = occupyAndQueue(2);
        assertThatThrownBy(() -> waiting.getFirst().await(SHORT))
                .isInstanceOf(AuditUnavailable.class)
                .hasMessageContaining("within PT0.000000001S");

        leave.release(2);
        waiting.getLast().await(LONG);

        assertThat(contents.pendingEvents()).isEqualTo(2);
    }

    @Test
    void letsAnInterruptedCallerGo() throws InterruptedException {
        List<Append> waiting = occupyAndQueue(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> waiting.getFirst().await(LONG))
                .isInstanceOf(AuditUnavailable.class)
                .hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    }

    @Test
    void takesAsManyBytesAsMayWaitAndRefusesOneMore() throws InterruptedException {
        occupyAndQueue(0);
        for (int queued = 0; queued < LIMITS.maxQueuedBytes(); queued += 512) {
            commits.submit(append(512));
        }

        assertThatThrownBy(() -> commits.submit(append(1)))
                .isInstanceOf(AuditUnavailable.class)
                .hasMessage("more than 4096 bytes would wait for the disk");
    }

    @Test
    void takesMoreOnceTheWriterHasTakenWhatWaited() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(2);
        disk.beforeForce(() -> {
            busy.countDown();
            second.countDown();
            leave.acquireUninterruptibly();
        });
        occupyAndQueue(0);
        commits.submit(append(4_096));
        leave.release();
        second.await();

        Append next = append(4_096);
        commits.submit(next);
        leave.release(2);
        next.await(LONG);

        assertThat(contents.pendingEvents()).isEqualTo(3);
    }

    @Test
    void refusesAllOfAGroupThatFailed() throws InterruptedException {
        List<Append> waiting = occupyAndQueue(3);
        disk.plant(List.of(new FakeDisk.Fault(FakeDisk.Op.FORCE, 2, FakeDisk.Effect.WHOLE)));
        leave.release(2);

        for (Append append : waiting) {
            assertThatThrownBy(() -> append.await(LONG))
                    .isInstanceOf(AuditUnavailable.class)
                    .hasMessage("the disk failed")
                    .hasRootCauseInstanceOf(IOException.class);
        }
        assertThat(contents.pendingEvents()).isOne();
    }

    @Test
    void refusesAllOfAGroupThatMetAnErrorOfTheVirtualMachine() throws InterruptedException {
        List<Append> waiting = occupyAndQueue(2);
        disk.beforeForce(() -> {
            throw new OutOfMemoryError("planted");
        });
        leave.release();

        for (Append append : waiting) {
            assertThatThrownBy(() -> append.await(LONG))
                    .isInstanceOf(AuditUnavailable.class)
                    .hasRootCauseInstanceOf(OutOfMemoryError.class);
        }
        disk.beforeForce(() -> {});
        Append next = append(100);
        commits.submit(next);
        next.await(LONG);
        assertThat(contents.pendingEvents()).isEqualTo(2);
    }

    @Test
    void writesWhatWaitsWhenItIsClosed() throws InterruptedException {
        List<Append> waiting = occupyAndQueue(3);
        leave.release(2);

        commits.close();

        waiting.forEach(append -> append.await(SHORT));
        assertThatThrownBy(() -> commits.submit(append(1)))
                .isInstanceOf(AuditUnavailable.class)
                .hasMessage("closed");
    }

    /** One append is being flushed, and so many wait behind it. */
    private List<Append> occupyAndQueue(int waiting) throws InterruptedException {
        commits.submit(append(300));
        busy.await();
        List<Append> queued = new ArrayList<>();
        for (int i = 0; i < waiting; i++) {
            Append append = append(300);
            commits.submit(append);
            queued.add(append);
        }
        return queued;
    }

    private static Append append(int bytes) {
        return new Append(List.of(new byte[bytes - 1]), bytes);
    }

    @SuppressWarnings("NullAway") // set before each test
    private static GroupCommit startedNever() {
        return null;
    }
}
