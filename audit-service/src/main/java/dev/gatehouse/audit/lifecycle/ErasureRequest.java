package dev.gatehouse.audit.lifecycle;

import static dev.gatehouse.audit.lifecycle.ActRefused.require;

import dev.gatehouse.audit.event.EventKey;

/**
 * That somebody wants an event's payload destroyed.
 *
 * @param source the event's
 * @param target which of the source's events
 * @param reason why, in the words of who asked; it is sealed, and can't be erased
 */
public record ErasureRequest(String source, Target target, String reason) {
    /** Characters that a reason may have. */
    public static final int MAX_REASON = 500;

    /** How an event is named. */
    public sealed interface Target {}

    /** By the source's own name for it. */
    public record ByUid(String uid) implements Target {}

    /** By its place in the log. */
    public record ByIndex(long index) implements Target {}

    /** @throws ActRefused a field is not of its form */
    public ErasureRequest {
        require(isKey(source, "u"), "source", "must be a source's name");
        require(!(target instanceof ByUid(String uid)) || isKey(source, uid), "uid", "must be an event's uid");
        require(!(target instanceof ByIndex(long index)) || index >= 0, "index", "must not be negative");
        requireReason(reason);
    }

    static void requireReason(String reason) {
        require(
                !reason.isBlank() && reason.length() <= MAX_REASON,
                "reason",
                "must have 1 to " + MAX_REASON + " characters");
    }

    private static boolean isKey(String source, String uid) {
        try {
            return new EventKey(source, uid).source().equals(source);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }
}
