package dev.gatehouse.scanner.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.work.WorkQueue;
import dev.gatehouse.scanner.work.WorkQueueContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteWorkQueueTest extends WorkQueueContract {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicInteger leases = new AtomicInteger();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    @Override
    protected SqliteWorkQueue queue() {
        return new SqliteWorkQueue(
                Databases.open(folder, Schema.WORK), () -> now, () -> "lease-" + leases.incrementAndGet());
    }

    @Test
    void aWorkerThatDiedLosesNothing() {
        SqliteWorkQueue queue = queue();
        queue.put(List.of(object(1)));
        WorkQueue.Lease dead = queue.take(MINUTE).orElseThrow();
        now = now.plus(MINUTE).minusMillis(1);
        assertThat(queue.take(MINUTE)).isEmpty();
        now = now.plusMillis(1);

        WorkQueue.Lease next = queue.take(MINUTE).orElseThrow();
        queue.done(dead);
        queue.giveBack(dead, Duration.ZERO);

        assertThat(next.item()).isEqualTo(object(1));
        assertThat(queue.extend(dead, MINUTE)).isFalse();
        assertThat(queue.extend(next, MINUTE)).isTrue();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void anExtendedLeaseLastsFromNow() {
        SqliteWorkQueue queue = queue();
        queue.put(List.of(object(1)));
        WorkQueue.Lease lease = queue.take(MINUTE).orElseThrow();
        now = now.plusSeconds(50);
        queue.extend(lease, MINUTE);
        now = now.plusSeconds(59);
        assertThat(queue.take(MINUTE)).isEmpty();

        now = now.plusSeconds(1);

        assertThat(queue.take(MINUTE)).isPresent();
    }

    @Test
    void holdsTheSameItemOnce() {
        SqliteWorkQueue queue = queue();
        queue.put(List.of(object(1)));
        queue.put(List.of(object(1), object(2)));

        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void aProcessThatStartsReleasesWhatTheOneBeforeHad() {
        queue().put(List.of(object(1)));
        queue().take(MINUTE);
        SqliteWorkQueue restarted = queue();

        restarted.releaseAll();

        assertThat(restarted.take(MINUTE)).isPresent();
    }

    @Test
    void waitsAsLongAsItIsTold() {
        SqliteWorkQueue queue = queue();
        queue.put(List.of(object(1)));
        queue.giveBack(queue.take(MINUTE).orElseThrow(), MINUTE);
        assertThat(queue.take(MINUTE)).isEmpty();

        now = now.plus(MINUTE);

        assertThat(queue.take(MINUTE)).isPresent();
    }
}
