package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.storage.local.LogFolderSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Measures how many events are verified a second; arguments: a new folder, how many events, how often. Not a test. */
final class VerifySpeed {
    private VerifySpeed() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int events = Integer.parseInt(args[1]);
        write(folder, events);
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            Duration before = used();
            long begun = System.nanoTime();
            Verdict verdict = verify(folder);
            double seconds = (System.nanoTime() - begun) / 1e9;
            long cpu = used().minus(before).toNanos() / events;
            System.out.printf("%s: %,.0f events/s, CPU %,d ns each%n", verdict, events / seconds, cpu);
        }
    }

    /** What all threads of this process used of the processor so far. */
    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static Verdict verify(Path folder) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads);
                LogVerification verification = LogVerification.of(
                        new LogFolderSource(folder),
                        MemoryLog.TRUST,
                        LogVerification.Scope.WHOLE,
                        workers,
                        threads * 4)) {
            Optional<Verdict> verdict = Optional.empty();
            while (verdict.isEmpty()) {
                verdict = verification.advance(Long.MAX_VALUE);
            }
            return verdict.get();
        }
    }

    private static void write(Path folder, int events) {
        try (SealedLog log = MemoryLog.open(folder, LogLimits.DEFAULT)) {
            for (int i = 0; i < events; i += 10_000) {
                List<Event> batch = new ArrayList<>();
                for (int j = i; j < Math.min(events, i + 10_000); j++) {
                    batch.add(MemoryLog.event(j));
                }
                log.append(batch).toCompletableFuture().join();
            }
        }
    }
}
