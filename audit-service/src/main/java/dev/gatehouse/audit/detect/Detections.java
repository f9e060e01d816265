package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.EventLog;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.MalformedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Follows the log, holds each event against the rules, and appends what they find to the log: each event at least once,
 * each detection exactly once, as the log knows it by its key. How far it is, is saved after its detections are durable,
 * and at the latest after a batch's number of events: what is read again after a crash gives what the log has already.
 *
 * <p>It reads what is durable and writes like every other sender; it is in nobody's way. For one thread.
 */
public final class Detections {
    private static final int APPEND = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long LOOK_AROUND_MILLIS = 250;

    private final LogReader reader;
    private final EventLog log;
    private final DetectionState state;
    private final DetectionLimits limits;
    private final DetectionMetrics metrics;
    private final StopSignal stop;
    private final Detector detector;
    private final List<Event> pending = new ArrayList<>();
    private volatile long position;
    private int unsaved;

    /**
     * Takes up where the state says; where it says nothing, at the log's beginning.
     *
     * @throws MalformedLog the state is not what was written, or is that of a longer log
     */
    public Detections(
            RuleSet rules,
            LogReader reader,
            EventLog log,
            DetectionState state,
            DetectionLimits limits,
            DetectionMetrics metrics,
            StopSignal stop) {
        this.reader = reader;
        this.log = log;
        this.state = state;
        this.limits = limits;
        this.metrics = metrics;
        this.stop = stop;
        this.detector = new Detector(rules, limits, metrics);
        state.load().ifPresent(saved -> {
            if (saved.position() > reader.size()) {
                throw new MalformedLog("the detections' state is that of a longer log");
            }
            position = saved.position();
            Snapshot.restore(saved.memory(), detector);
        });
    }

    /** The index of the first event that was not held against the rules. */
    public long position() {
        return position;
    }

    /**
     * Takes up to a batch of events. Where this throws, what it did is kept, and the next call goes on from there.
     *
     * @return how many events it took; none when there are no more
     * @throws LogUnavailable the log can't be read or appended to now
     */
    public int step() {
        finish();
        List<LoggedEvent> events = reader.read(position, limits.batchEvents(), limits.batchBytes());
        for (LoggedEvent event : events) {
            pending.addAll(found(event));
            position = event.index() + 1;
            unsaved++;
        }
        finish();
        return events.size();
    }

    /** One event on which a rule fails must not keep all that follow from the rules. */
    private List<Event> found(LoggedEvent event) {
        try {
            return detector.accept(event).stream().map(Detection::event).toList();
        } catch (RuntimeException defect) {
            metrics.unreadable();
            return List.of();
        }
    }

    /** Goes on until the signal is given, and saves how far it is. */
    public void run() throws InterruptedException {
        while (!stop.isGiven()) {
            try {
                if (step() == 0) {
                    reader.awaitMoreThan(position, LOOK_AROUND_MILLIS);
                }
            } catch (RuntimeException e) {
                metrics.unavailable(e);
                stop.pause(PAUSE);
            }
        }
        if (pending.isEmpty()) {
            save();
        }
    }

    private void finish() {
        boolean found = !pending.isEmpty();
        while (!pending.isEmpty()) {
            List<Event> next = pending.subList(0, Math.min(APPEND, pending.size()));
            append(List.copyOf(next));
            next.clear();
        }
        if (found || unsaved >= limits.batchEvents()) {
            save();
        }
    }

    /** Saves how far it is; for a stop that is no crash. */
    void save() {
        state.save(new DetectionState.Saved(position, Snapshot.write(detector)));
        unsaved = 0;
    }

    private void append(List<Event> events) {
        try {
            for (AppendResult result : log.append(events).toCompletableFuture().join()) {
                if (result instanceof AppendResult.Conflict) {
                    metrics.conflict();
                }
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof LogUnavailable unavailable
                    ? unavailable
                    : new LogUnavailable("detections could not be appended", e);
        }
    }
}
