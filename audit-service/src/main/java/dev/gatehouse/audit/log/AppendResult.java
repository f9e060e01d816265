package dev.gatehouse.audit.log;

/** What became of an event that was handed to the log. */
public sealed interface AppendResult {
    /** It is in the log, as a new event. */
    record Appended(Receipt receipt) implements AppendResult {}

    /** An event of this key was in the log already; the receipt is that one's. */
    record Duplicate(Receipt receipt) implements AppendResult {}

    /** An event of this key with other raw bytes is in the log; this one is not. */
    record Conflict(Receipt receipt) implements AppendResult {}
}
