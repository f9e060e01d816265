package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.EventLog;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.Receipt;
import dev.gatehouse.audit.tlog.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log in memory that fails when it is told to, before or after what it was to append is durable. */
final class MemoryLog implements EventLog, LogReader {
    private static final Hash NO_HASH = Hash.of(new byte[Hash.BYTES]);

    private final List<LoggedEvent> events = new ArrayList<>();
    private final Map<EventKey, Integer> known = new HashMap<>();
    private int duplicates;
    private Failure next = Failure.NONE;

    enum Failure {
        NONE,
        BEFORE,
        AFTER
    }

    void failNext(Failure failure) {
        next = failure;
    }

    void add(LoggedEvent event) {
        events.add(event);
    }

    int duplicates() {
        return duplicates;
    }

    List<Event> detections() {
        return events.stream()
                .flatMap(logged -> logged.event().stream())
                .filter(event -> event.key().source().equals(Detection.SOURCE))
                .toList();
    }

    @Override
    public CompletionStage<List<AppendResult>> append(List<Event> given) {
        Failure failure = next;
        next = Failure.NONE;
        if (failure == Failure.BEFORE) {
            return CompletableFuture.failedFuture(new LogUnavailable("told to fail"));
        }
        List<AppendResult> results = given.stream().map(this::append).toList();
        return failure == Failure.AFTER
                ? CompletableFuture.failedFuture(new LogUnavailable("told to fail"))
                : CompletableFuture.completedFuture(results);
    }

    private AppendResult append(Event event) {
        Integer at = known.putIfAbsent(event.key(), events.size());
        if (at == null) {
            events.add(Logged.logged(events.size(), event.time(), event));
            return new AppendResult.Appended(new Receipt(events.size() - 1, NO_HASH));
        }
        duplicates++;
        Receipt receipt = new Receipt(at, NO_HASH);
        boolean same = events.get(at).event().orElseThrow().raw().equals(event.raw());
        return same ? new AppendResult.Duplicate(receipt) : new AppendResult.Conflict(receipt);
    }

    @Override
    public long size() {
        return events.size();
    }

    @Override
    public List<LoggedEvent> read(long from, int maxEvents, long maxBytes) {
        int start = (int) Math.min(from, events.size());
        return List.copyOf(events.subList(start, Math.min(events.size(), start + maxEvents)));
    }

    @Override
    public long awaitMoreThan(long size, long millis) {
        return events.size();
    }
}
