package dev.gatehouse.scanner.work;

import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.work.WorkItem.ListPart;
import dev.gatehouse.scanner.work.WorkItem.ScanObject;
import dev.gatehouse.scanner.work.WorkQueue.Lease;
import dev.gatehouse.service.failure.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes items and does them, one after the other, on one thread. Whatever ends the process, the item comes back when its lease
 * is over, and doing it again does no harm.
 */
public final class Worker {
    private final WorkQueue queue;
    private final ScanStore store;
    private final Scans scans;
    private final Map<String, TargetSource> sources;
    private final ObjectWork work;
    private final WorkSettings settings;
    private final ScanListener listener;
    private volatile Optional<Lease> current = Optional.empty();

    Worker(
            WorkQueue queue,
            ScanStore store,
            Scans scans,
            Map<String, TargetSource> sources,
            ObjectWork work,
            WorkSettings settings,
            ScanListener listener) {
        this.queue = queue;
        this.store = store;
        this.scans = scans;
        this.sources = Map.copyOf(sources);
        this.work = work;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Takes an item, if there is one, and does it.
     *
     * @return whether there was one
     * @throws dev.gatehouse.service.failure.StoreException a store does not answer; the item is given back, or comes back
     */
    public boolean workOnce() {
        Optional<Lease> lease = queue.take(settings.lease());
        if (lease.isEmpty()) {
            return false;
        }
        current = lease;
        try {
            work(lease.get());
        } catch (StoreException | AuditUnavailable e) {
            // It says nothing about the item, which comes back when its lease is over.
            listener.failed(e.getClass().getSimpleName());
            throw e;
        } catch (RuntimeException e) {
            failed(lease.get(), e.getClass().getSimpleName());
        } finally {
            current = Optional.empty();
        }
        return true;
    }

    /** Keeps the item in hand for longer. To be called several times in each lease, from another thread. */
    public void beat() {
        // Where the lease is lost, another does the item too; what this one still does is harmless.
        current.ifPresent(lease -> queue.extend(lease, settings.lease()));
    }

    private void work(Lease lease) {
        Optional<ScanRecord> scan = store.find(lease.item().scan());
        if (scan.isEmpty() || scan.get().status().isOver()) {
            queue.done(lease);
            return;
        }
        Optional<TargetSource> source =
                Optional.ofNullable(sources.get(scan.get().target().kind()));
        if (source.isEmpty()) {
            scans.fail(
                    scan.get().id(),
                    "there is no source of the kind " + scan.get().target().kind());
            queue.done(lease);
            return;
        }
        switch (lease.item()) {
            case ListPart(String id, Optional<String> cursor) -> list(lease, scan.get(), source.get(), cursor);
            case ScanObject(String id, ListedObject object) -> scan(lease, scan.get(), source.get(), object);
        }
    }

    private void list(Lease lease, ScanRecord scan, TargetSource source, Optional<String> cursor) {
        if (queue.size() > settings.queued()) {
            queue.postpone(lease, settings.pause());
            return;
        }
        Listing part;
        try {
            part = EventTarget.is(scan.target())
                    ? EventTarget.list(source, scan.target())
                    : source.list(scan.target(), cursor);
        } catch (ListingFailed e) {
            if (e.isPassing() && lease.attempt() < settings.attempts()) {
                listener.failed("ListingFailed");
                giveBack(lease);
            } else {
                scans.fail(scan.id(), String.valueOf(e.getMessage()));
                queue.done(lease);
            }
            return;
        }
        listed(scan.id(), cursor, part);
        queue.done(lease);
        scans.checkThrough(scan.id());
    }

    /** First the ledger, then the queue: what was listed and not queued is listed again, and queued then. */
    private void listed(String id, Optional<String> cursor, Listing part) {
        store.listed(id, cursor, part);
        List<WorkItem> items = new ArrayList<>();
        part.objects().forEach(object -> items.add(new ScanObject(id, object)));
        store.find(id).filter(scan -> !scan.listed()).ifPresent(scan -> items.add(new ListPart(id, scan.cursor())));
        queue.put(items);
    }

    private void scan(Lease lease, ScanRecord scan, TargetSource source, ListedObject object) {
        try {
            ObjectEnd end = work.end(source, scan.target(), object, scan.id());
            store.ended(scan.id(), end);
            source.kept(scan.target(), object);
            done(lease, scan.id(), end);
        } catch (IOException e) {
            failed(lease, e.getClass().getSimpleName());
        }
    }

    private void end(Lease lease, String id, ObjectEnd end) {
        store.ended(id, end);
        done(lease, id, end);
    }

    private void done(Lease lease, String id, ObjectEnd end) {
        queue.done(lease);
        listener.ended(end);
        scans.checkThrough(id);
    }

    /** Gives an item back that failed, or gives it up. */
    private void failed(Lease lease, String reason) {
        listener.failed(reason);
        if (lease.attempt() < settings.attempts()) {
            giveBack(lease);
            return;
        }
        String detail = "given up after " + lease.attempt() + " attempts: " + reason;
        switch (lease.item()) {
            case ScanObject(String id, ListedObject object) -> end(lease, id, givenUp(object, detail));
            case ListPart(String id, Optional<String> cursor) -> {
                scans.fail(id, detail);
                queue.done(lease);
            }
        }
    }

    private static ObjectEnd givenUp(ListedObject object, String detail) {
        Coverage coverage = new Coverage.Partial(0, List.of(Gap.of(Gap.Kind.READ_FAILED, detail)));
        return new ObjectEnd(object.name(), coverage, false, 0);
    }

    private void giveBack(Lease lease) {
        queue.giveBack(lease, settings.retryAfter().multipliedBy(lease.attempt()));
    }
}
