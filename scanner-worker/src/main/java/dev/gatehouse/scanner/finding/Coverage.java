package dev.gatehouse.scanner.finding;

import java.util.List;

/** How an object ended in a scan. */
public sealed interface Coverage {
    /**
     * All of it was looked at.
     *
     * @param bytes how many were read
     */
    record Scanned(long bytes) implements Coverage {}

    /**
     * Part of it was not looked at, or not by every rule.
     *
     * @param bytes how many were read
     * @param reasons why, at least one
     */
    record Partial(long bytes, List<Gap> reasons) implements Coverage {
        public Partial {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("partial without a reason");
            }
        }
    }

    /**
     * It was left out because the configuration says so.
     *
     * @param reason which allowlist or filter
     */
    record Excluded(String reason) implements Coverage {}

    /**
     * It could not be read.
     *
     * @param reason the source's words, without content
     */
    record Denied(String reason) implements Coverage {}

    /**
     * It was read, and is not what it says it is, such as a broken archive.
     *
     * @param reason what is wrong, without content
     */
    record Undecodable(String reason) implements Coverage {}

    /** Whether nothing was missed that the configuration asks for. */
    default boolean isComplete() {
        return this instanceof Scanned || this instanceof Excluded;
    }
}
