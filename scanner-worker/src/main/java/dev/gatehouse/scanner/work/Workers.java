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
     * @param scanner its own
     * @param detection the version of what the scanner looks for
     */
    public Worker worker(Supplier<ObjectScanner> scanner, String detection) {
        ObjectWork work = new ObjectWork(scanner.get(), state, tracker, detection);
        return new Worker(queue, store, scans, sources, work, settings, listener);
    }

    /** How the workers work. */
    public WorkSettings settings() {
        return settings;
    }
}
