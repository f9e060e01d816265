package dev.gatehouse.scanner.work;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A queue of work that several workers share. Whoever takes an item has it for the time of a lease; a worker that dies loses
 * its lease, and another gets the item. So an item may be done more than once, and doing it again does no harm.
 *
 * <p>Safe for use by many threads and processes. What a write returned is durable. Failures are
 * {@link dev.gatehouse.service.failure.StoreException}s; after one, a write may or may not have happened.
 */
public interface WorkQueue {
    /**
     * An item in hand.
     *
     * @param item what is to be done
     * @param handle the queue's own
     * @param attempt how often it was taken, this time counted, from 1
     */
    record Lease(WorkItem item, String handle, int attempt) {}

    /** Adds items; one that is there already may be added once more. */
    void put(List<WorkItem> items);

    /** Takes an item that nobody has. Of many, roughly the oldest. Never waits longer than some seconds. */
    Optional<Lease> take(Duration lease);

    /**
     * Has an item for longer, from now.
     *
     * @return false where the lease was lost
     */
    boolean extend(Lease lease, Duration longer);

    /** Removes an item that is done. Nothing happens where the lease was lost. */
    void done(Lease lease);

    /** Lets others have an item, after a while. Nothing happens where the lease was lost. */
    void giveBack(Lease lease, Duration delay);

    /** The same, and the attempt does not count. */
    void postpone(Lease lease, Duration delay);

    /** How many items there are, leased ones too; roughly. */
    long size();
}
