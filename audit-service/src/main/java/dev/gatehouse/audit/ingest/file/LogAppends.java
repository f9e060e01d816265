package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.EventLog;
import dev.gatehouse.audit.log.LogUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands events to the log in bounded batches, and waits until they are durable. */
public final class LogAppends {
    private final EventLog log;
    private final IntakeLimits limits;

    public LogAppends(EventLog log, IntakeLimits limits) {
        this.log = log;
        this.limits = limits;
    }

    /**
     * A result for each event.
     *
     * @throws LogUnavailable some of them may not be durable
     */
    public List<AppendResult> append(List<Event> events) {
        List<AppendResult> results = new ArrayList<>(events.size());
        int from = 0;
        while (from < events.size()) {
            int to = end(events, from);
            results.addAll(await(events.subList(from, to)));
            from = to;
        }
        return results;
    }

    private int end(List<Event> events, int from) {
        long bytes = 0;
        int to = from;
        while (to < events.size() && to - from < limits.maxBatch()) {
            bytes += events.get(to).raw().length();
            if (to > from && bytes > limits.batchBytes()) {
                break;
            }
            to++;
        }
        return to;
    }

    private List<AppendResult> await(List<Event> batch) {
        try {
            List<AppendResult> results = log.append(batch)
                    .toCompletableFuture()
                    .get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (results.size() != batch.size()) {
                throw new LogUnavailable("the log did not answer for each event");
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("interrupted while the log made events durable", e);
        } catch (TimeoutException e) {
            throw new LogUnavailable("the log took more than " + limits.patience() + " to make events durable", e);
        } catch (ExecutionException e) {
            throw new LogUnavailable("the log did not make events durable", e);
        }
    }
}
