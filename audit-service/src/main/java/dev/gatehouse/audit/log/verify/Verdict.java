package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.tlog.Hash;

/** What came of checking a log. */
public sealed interface Verdict {
    /**
     * All that the checkpoint covers is as it was sealed.
     *
     * @param size how many events it covers
     * @param root the root that was computed of them, which is the checkpoint's
     * @param erased how many of their payloads were erased, each with an event that says so
     * @param bytes how many bytes of payload segments were read
     */
    record Sound(long size, Hash root, long erased, long bytes) implements Verdict {}

    /**
     * Each event of a bundle is as it was sealed, and stands in the checkpoint's tree.
     *
     * @param events how many it has
     * @param erased how many of them have no payload any more; a bundle does not show who erased it
     * @param gaps whether the log has other events between them
     * @param size how many events the checkpoint covers
     * @param root the checkpoint's root
     */
    record SoundBundle(long events, long erased, boolean gaps, long size, Hash root) implements Verdict {}

    /**
     * Something is not as it was sealed.
     *
     * @param place where: the first such place from the log's beginning
     * @param what is wrong there; never an event's content
     */
    record Broken(Place place, String what) implements Verdict {}
}
