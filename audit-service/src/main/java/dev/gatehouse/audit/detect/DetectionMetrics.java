package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.detect.sigma.SigmaRule;

/** What is counted while rules run. Each method does nothing unless it is implemented; none may block or throw. */
public interface DetectionMetrics {
    /** Nothing is counted. */
    DetectionMetrics NONE = new DetectionMetrics() {};

    /** An event was held against the rules. */
    default void evaluated() {}

    /** An event's bytes could not be read as JSON, or a rule failed on it: not all rules saw it. */
    default void unreadable() {}

    /** An event is one of a rule's. */
    default void matched(SigmaRule rule, EventRef event) {}

    /** A rule was raised. */
    default void raised(SigmaRule rule) {}

    /** A rule was not raised because it had been, in its dedupe window. */
    default void suppressed(SigmaRule rule) {}

    /** A group's events were forgotten to bound the memory: a threshold may be missed. */
    default void forgotten(SigmaRule rule) {}

    /** A detection of the same uid with other bytes is in the log; that one stays. */
    default void conflict() {}

    /** The log or the state could not be reached; it is tried again. */
    default void unavailable(RuntimeException cause) {}

    /** A sink took a detection. */
    default void delivered(String sink) {}

    /** A sink did not take a detection now; it is tried again. */
    default void retried(String sink) {}

    /** A sink will never take a detection, or did not for long enough; it was passed over. */
    default void passedOver(String sink) {}
}
