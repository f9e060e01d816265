package dev.gatehouse.scanner.work;

/** A source that finds single objects, so that what an event names can be scanned without listing a whole target. */
public interface ObjectLookup {
    /**
     * An object as the listing of a target has it: to be scanned, left out with a reason, or not there.
     *
     * @param target whose options apply
     * @param changed what an event named; it lies in the target
     * @return one object or none, and never a next part. What may not be looked at is left out as denied
     * @throws ListingFailed it can't be looked at now
     */
    Listing look(Target target, ChangedObject changed) throws ListingFailed;
}
