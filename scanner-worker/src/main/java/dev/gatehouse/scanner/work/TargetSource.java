package dev.gatehouse.scanner.work;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Lists and reads the objects of one kind of target. Safe for use by many threads, and holds nothing of a scan: any process
 * can list the next part, and read any object of it.
 */
public interface TargetSource {
    /** The kind that it reads. */
    String kind();

    /**
     * The location in the one form that permissions are judged on: with links resolved, and nothing in it that leads
     * elsewhere.
     *
     * @throws ListingFailed there is no such place
     */
    String canonical(String location) throws ListingFailed;

    /**
     * A part of the list, of bounded size.
     *
     * @param cursor where it begins, from the part before; empty for the first
     * @throws ListingFailed the list can't be had; nothing of it is known
     */
    Listing list(Target target, Optional<String> cursor) throws ListingFailed;

    /**
     * The content of an object that was listed. The caller closes it.
     *
     * @throws ObjectUnreadable it can't be had, for good
     * @throws IOException it can't be had now
     */
    InputStream open(Target target, ListedObject object) throws IOException;

    /**
     * What was found in an object that was opened is durable, and its end stands in the ledger. A source that goes on where it
     * was the last time may move on; until then it must give the same again.
     */
    default void kept(Target target, ListedObject object) {}
}
