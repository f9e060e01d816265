package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.work.WorkItem.ListPart;
import dev.gatehouse.scanner.work.WorkItem.ScanObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Starts scans, stops them, and lets them go on. */
public final class Scans {
    private static final int ROUNDS = 20;
    private static final int PAGE = 500;

    private final ScanStore store;
    private final WorkQueue queue;
    private final ScanListener listener;
    private final Supplier<String> ids;
    private final InstantSource clock;

    /** @param ids gives each scan its id; later ones sort behind */
    public Scans(ScanStore store, WorkQueue queue, ScanListener listener, Supplier<String> ids, InstantSource clock) {
        this.store = store;
        this.queue = queue;
        this.listener = listener;
        this.ids = ids;
        this.clock = clock;
    }

    /** How stopping or resuming ended. */
    public sealed interface Outcome {}

    /** It is as asked for. */
    public record Done(ScanRecord scan) implements Outcome {}

    /** It is not in a state for that. */
    public record NotPossible(ScanStatus status) implements Outcome {}

    /** There is no such scan. */
    public record NoSuchScan() implements Outcome {}

    /** Begins a scan. When this returns it goes on whatever happens to this process. */
    public ScanRecord start(Target target, String requester) {
        ScanRecord scan = ScanRecord.begin(ids.get(), target, requester, now());
        if (!store.create(scan)) {
            throw new IllegalStateException("an id was given twice");
        }
        queue.put(List.of(new ListPart(scan.id(), Optional.empty())));
        return scan;
    }

    /** A scan, with its counts. */
    public Optional<ScanRecord> find(String id) {
        return store.find(id);
    }

    /** Scans, the latest first. */
    public ScanPage list(Optional<String> target, Optional<String> cursor, int limit) {
        return store.list(target, cursor, limit);
    }

    /** The ledger of a scan; see {@link ScanStore#ledger}. */
    public LedgerPage ledger(String id, Optional<String> outcome, Optional<String> cursor, int limit) {
        return store.ledger(id, outcome, cursor, limit);
    }

    /** Whether a scan of a target runs. */
    public boolean isRunning(String target) {
        return store.running(target).isPresent();
    }

    /** Stops a scan; objects in hand are finished. */
    public Outcome cancel(String id) {
        return change(
                id,
                scan -> scan.status() == ScanStatus.RUNNING
                        ? Optional.of(scan.over(ScanStatus.CANCELLED, Optional.empty(), now()))
                        : Optional.empty());
    }

    /** Lets a scan go on that was stopped, or whose listing failed. What has ended stays so. */
    public Outcome resume(String id) {
        Outcome outcome =
                change(id, scan -> scan.status().isResumable() ? Optional.of(scan.resumed()) : Optional.empty());
        if (outcome instanceof Done(ScanRecord scan)) {
            queueAll(scan);
            checkThrough(id);
        }
        return outcome;
    }

    /**
     * Queues what is left of scans that stand still, such as one whose process died before anything was queued.
     *
     * @param before what this method gave before: the counts of the scans that ran then
     */
    public Map<String, ScanCounts> revive(List<Target> targets, Map<String, ScanCounts> before) {
        Map<String, ScanCounts> running = new HashMap<>();
        for (String target : names(targets)) {
            store.running(target).ifPresent(scan -> {
                running.put(scan.id(), scan.counts());
                if (scan.counts().equals(before.get(scan.id())) && queue.size() == 0) {
                    queueAll(scan);
                    checkThrough(scan.id());
                }
            });
        }
        return running;
    }

    /** Ends a scan whose objects have all ended. */
    void checkThrough(String id) {
        Optional<ScanRecord> scan = store.find(id).filter(ScanRecord::isThrough);
        if (scan.isPresent()) {
            ScanStatus end = scan.get().counts().isComplete() ? ScanStatus.COMPLETED : ScanStatus.INCOMPLETE;
            ScanRecord over = scan.get().over(end, Optional.empty(), now());
            if (store.update(over)) {
                listener.over(over);
            }
        }
    }

    /** Ends a scan whose target can't be listed. */
    void fail(String id, String why) {
        if (change(
                        id,
                        scan -> scan.status() == ScanStatus.RUNNING
                                ? Optional.of(scan.over(ScanStatus.FAILED, Optional.of(why), now()))
                                : Optional.empty())
                instanceof Done(ScanRecord scan)) {
            listener.over(scan);
        }
    }

    private interface Step {
        Optional<ScanRecord> after(ScanRecord scan);
    }

    private Outcome change(String id, Step step) {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<ScanRecord> scan = store.find(id);
            if (scan.isEmpty()) {
                return new NoSuchScan();
            }
            Optional<ScanRecord> next = step.after(scan.get());
            if (next.isEmpty()) {
                return new NotPossible(scan.get().status());
            }
            if (store.update(next.get())) {
                return new Done(next.get());
            }
        }
        throw new IllegalStateException("a scan keeps changing");
    }

    private void queueAll(ScanRecord scan) {
        Optional<String> cursor = Optional.empty();
        do {
            LedgerPage page = store.ledger(scan.id(), Optional.of("pending"), cursor, PAGE);
            queue.put(page.lines().stream()
                    .map(line ->
                            (WorkItem) new ScanObject(scan.id(), new ListedObject(line.object(), -1, Optional.empty())))
                    .toList());
            cursor = page.next();
        } while (cursor.isPresent());
        if (!scan.listed()) {
            queue.put(List.of(new ListPart(scan.id(), scan.cursor())));
        }
    }

    private static List<String> names(List<Target> targets) {
        List<String> names = new ArrayList<>(targets.stream().map(Target::name).toList());
        names.addAll(List.of(Target.AD_HOC, EventTarget.NAME));
        return names;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
