package dev.gatehouse.client.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many writers and a sender, on the real disk. */
class ConcurrentWritersTest {
    private static final int WRITERS = 64;
    private static final int CALLS = 40;
    private static final OutboxLimits LIMITS =
            new OutboxLimits(16 << 20, 64 << 10, 4_096, 60 << 10, Duration.ofMinutes(1));

    @TempDir
    private Path parent;

    @Test
    void keepsEachAcknowledgedEventOnceInItsWritersOrder() throws ExecutionException, InterruptedException {
        List<String> sent = new ArrayList<>();
        try (AuditOutbox outbox = AuditOutbox.open(parent.resolve("outbox"), LIMITS);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(threads.submit(() -> write(outbox, writer)));
            }
            while (sent.size() < WRITERS * CALLS / 2) {
                send(outbox, sent);
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        try (AuditOutbox outbox = AuditOutbox.open(parent.resolve("outbox"), LIMITS)) {
            while (outbox.pendingEvents() > 0) {
                send(outbox, sent);
            }
        }

        Map<String, List<String>> byWriter =
                sent.stream().collect(groupingBy(uid -> uid.substring(0, 2), mapping(uid -> uid, toList())));
        assertThat(byWriter).hasSize(WRITERS);
        assertThat(byWriter.values())
                .allSatisfy(
                        uids -> assertThat(uids).hasSize(2 * CALLS).isSorted().doesNotHaveDuplicates());
    }

    /** Each call holds two events. */
    private static void write(AuditOutbox outbox, int writer) {
        for (int call = 0; call < CALLS; call++) {
            String uid = "%02d-%04d".formatted(writer, call);
            outbox.record(List.of(Events.withUid(uid + "a"), Events.withUid(uid + "b")));
        }
    }

    private static void send(AuditOutbox outbox, List<String> sent) {
        Batch batch = outbox.peek(100, 1 << 20);
        outbox.acknowledge(batch);
        sent.addAll(Events.uids(batch.events()));
    }
}
