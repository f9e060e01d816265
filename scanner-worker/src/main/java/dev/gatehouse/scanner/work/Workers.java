package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.triage.FindingTracker;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes workers that share a queue. */
public final class Workers {
    private final WorkQueue queue;
    private final ScanStore store;
    private final ScanState state;
    private final Scans scans;
    private final Map<String, TargetSource> sources;
    private final FindingTracker tracker;
    private final WorkSettings settings;
    private final ScanListener listener;

    public Workers(
            WorkQueue queue,
            ScanStore store,
            ScanState state,
            Scans scans,
            Collection<TargetSource> sources,
            FindingTracker tracker,
            WorkSettings settings,
            ScanListener listener) {
        this.queue = queue;
        this.store = store;
        this.state = state;
        this.scans = scans;
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(TargetSource::kind, Function.identity()));
        this.tracker = tracker;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * A worker, for one thread.
     *
     * @param detector gives that thread's, and is asked for each object
     */
    public Worker worker(Supplier<Detector> detector) {
        return new Worker(queue, store, scans, sources, new ObjectWork(detector, state, tracker), settings, listener);
    }

    /** How the workers work. */
    public WorkSettings settings() {
        return settings;
    }
}
