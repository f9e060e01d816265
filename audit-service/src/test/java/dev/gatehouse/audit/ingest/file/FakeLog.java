package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.EventLog;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.audit.log.Receipt;
import dev.gatehouse.audit.tlog.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log in memory, which fails when it is told to: before it keeps a batch, after, or by never answering. */
public final class FakeLog implements EventLog {
    /** How appends end from now on. */
    public enum Fault {
        NONE,
        BEFORE,
        AFTER,
        SILENT,
        SHORT
    }

    public final List<Event> events = new ArrayList<>();
    public final List<Integer> batches = new ArrayList<>();
    public Fault fault = Fault.NONE;
    private final Map<EventKey, Integer> indexes = new HashMap<>();

    @Override
    public CompletionStage<List<AppendResult>> append(List<Event> batch) {
        if (fault == Fault.BEFORE) {
            return CompletableFuture.failedFuture(new LogUnavailable("no disk"));
        }
        List<AppendResult> results = batch.stream().map(this::append).toList();
        batches.add(batch.size());
        return switch (fault) {
            case NONE, BEFORE -> CompletableFuture.completedFuture(results);
            case AFTER -> CompletableFuture.failedFuture(new LogUnavailable("no answer"));
            case SILENT -> new CompletableFuture<>();
            case SHORT -> CompletableFuture.completedFuture(results.subList(1, results.size()));
        };
    }

    private AppendResult append(Event event) {
        Integer known = indexes.putIfAbsent(event.key(), events.size());
        if (known == null) {
            events.add(event);
            return new AppendResult.Appended(receipt(events.size() - 1));
        }
        return events.get(known).raw().equals(event.raw())
                ? new AppendResult.Duplicate(receipt(known))
                : new AppendResult.Conflict(receipt(known));
    }

    private static Receipt receipt(int index) {
        return new Receipt(index, Hash.of(new byte[Hash.BYTES]));
    }
}
