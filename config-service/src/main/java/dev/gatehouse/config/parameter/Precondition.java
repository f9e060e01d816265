package dev.gatehouse.config.parameter;

/** What must hold of the stored version for a write to happen. */
public sealed interface Precondition {
    /** Write whatever is there. */
    record None() implements Precondition {}

    /** Write only where nothing is there. */
    record Absent() implements Precondition {}

    /** Write only over this version. */
    record Matches(long version) implements Precondition {}

    Precondition NONE = new None();
    Precondition ABSENT = new Absent();
}
