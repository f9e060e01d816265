package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.ErasableLog;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.LogListener;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.storage.local.LogFolder;
import dev.gatehouse.audit.storage.local.MappedKeyIndex;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

/** A real log in a folder, with a clock that tests set, which fails where it is told to. */
final class LogInFolder implements ErasableLog, AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final SealedLog log;
    Instant now = START;
    Optional<Step> failing = Optional.empty();

    /** Where an act can stop. */
    enum Step {
        BEFORE_APPEND,
        AFTER_APPEND,
        BEFORE_ERASE,
        AFTER_ERASE,
        BEFORE_COPIES,
        AFTER_COPIES
    }

    LogInFolder(Path folder) {
        String origin = "example.com/audit";
        log = SealedLog.open(
                LogFolder.take(folder.resolve("log")),
                MappedKeyIndex.open(folder.resolve("keys.index")),
                Ed25519Signer.generate(origin),
                origin,
                new LogLimits(1 << 20, 10_000, 256 << 20, 16_384, Duration.ZERO, Duration.ofMillis(1), 64 << 20),
                () -> now,
                new Deaf());
    }

    /** Appends an event of a source; its uid and its content are made of a word. */
    long add(String source, String word) {
        return add(new EventKey(source, word), now, EventFormat.GATEHOUSE);
    }

    long add(EventKey key, Instant time, EventFormat format) {
        Event event = new Event(
                key,
                time,
                format,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                ByteSlice.of("content of " + key.uid()));
        log.append(List.of(event)).toCompletableFuture().join();
        return log.size() - 1;
    }

    /** What the log has, in order: each event's content, or nothing where it was erased. */
    List<Optional<String>> contents() {
        return LongStream.range(0, log.size())
                .mapToObj(index -> log.read(index)
                        .orElseThrow()
                        .event()
                        .map(event -> event.raw().text()))
                .toList();
    }

    /** The records of erasures, in order. */
    List<ErasureRecord> erasures() {
        return LongStream.range(0, log.size())
                .mapToObj(index -> log.read(index).orElseThrow())
                .flatMap(logged -> logged.event().stream())
                .flatMap(event -> ErasureRecord.of(event).stream())
                .toList();
    }

    boolean erased(long index) {
        return log.read(index).orElseThrow().event().isEmpty();
    }

    /** Fails once, if it was told to fail here. */
    void pass(Step step) {
        if (failing.equals(Optional.of(step))) {
            failing = Optional.empty();
            throw new StorageFailed("told to fail: " + step);
        }
    }

    @Override
    public CompletionStage<List<AppendResult>> append(List<Event> events) {
        try {
            pass(Step.BEFORE_APPEND);
            List<AppendResult> results =
                    log.append(events).toCompletableFuture().join();
            pass(Step.AFTER_APPEND);
            return CompletableFuture.completedFuture(results);
        } catch (StorageFailed e) {
            return CompletableFuture.failedFuture(new LogUnavailable("told to fail", e));
        }
    }

    @Override
    public void erase(List<Long> ascending) {
        pass(Step.BEFORE_ERASE);
        log.erase(ascending);
        pass(Step.AFTER_ERASE);
    }

    @Override
    public OptionalLong find(EventKey key) {
        return log.find(key);
    }

    @Override
    public List<LogEntry> entries(long from) {
        return log.entries(from);
    }

    @Override
    public long size() {
        return log.size();
    }

    @Override
    public List<LoggedEvent> read(long from, int maxEvents, long maxBytes) {
        return log.read(from, maxEvents, maxBytes);
    }

    @Override
    public long awaitMoreThan(long size, long millis) throws InterruptedException {
        return log.awaitMoreThan(size, millis);
    }

    @Override
    public void close() {
        log.close();
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
