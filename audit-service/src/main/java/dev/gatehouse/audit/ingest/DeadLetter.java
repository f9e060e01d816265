package dev.gatehouse.audit.ingest;

import dev.gatehouse.audit.event.ByteSlice;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * What came in and is no event: kept for a person to look at.
 *
 * @param received when it came
 * @param origin where it came from: a file's location, or the name of an endpoint; at most {@value #MAX_ORIGIN} characters
 * @param position its place in the file or the request, from 0; empty where it is the whole of it
 * @param reason why, as a stable word of letters, digits and hyphens
 * @param detail what is wrong with it; quotes nothing of it; cut after {@value #MAX_DETAIL} characters
 * @param raw its bytes
 */
public record DeadLetter(
        Instant received, String origin, OptionalInt position, String reason, String detail, ByteSlice raw) {
    /** Characters that an origin may have. */
    public static final int MAX_ORIGIN = 2_048;

    /** Characters that a detail may have. */
    public static final int MAX_DETAIL = 500;

    private static final int MAX_REASON = 64;

    public DeadLetter {
        origin = cut(origin, MAX_ORIGIN);
        detail = cut(detail, MAX_DETAIL);
        if (reason.isEmpty() || reason.length() > MAX_REASON || !reason.chars().allMatch(DeadLetter::inReason)) {
            throw new IllegalArgumentException("a dead letter's reason is no word");
        }
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }

    private static boolean inReason(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
}
