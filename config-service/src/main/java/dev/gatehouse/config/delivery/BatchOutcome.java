package dev.gatehouse.config.delivery;

/** What became of one name of a batch. */
public sealed interface BatchOutcome<T> {
    record Found<T>(T item) implements BatchOutcome<T> {}

    record NotFound<T>() implements BatchOutcome<T> {}

    /** The same whether the object exists or not. */
    record NotPermitted<T>() implements BatchOutcome<T> {}

    /** The name is none; the message says why. */
    record Invalid<T>(String message) implements BatchOutcome<T> {}

    /** It is there, and could not be read; an operator must look. */
    record Unreadable<T>() implements BatchOutcome<T> {}
}
