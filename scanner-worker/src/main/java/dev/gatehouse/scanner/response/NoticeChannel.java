package dev.gatehouse.scanner.response;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where people are told. It may deliver a notice twice: then both have the same id. */
public interface NoticeChannel {
    /**
     * What is told.
     *
     * @param id names it, 1 to 128 of {@code [A-Za-z0-9._-]}
     * @param at when it happened
     * @param json the content, an object; no secret is in it
     */
    record Notice(String id, Instant at, String json) {}

    /** How a delivery ended. */
    sealed interface Outcome {}

    /** It is taken. */
    record Delivered() implements Outcome {}

    /**
     * Not now.
     *
     * @param after when to try again, where the receiver says
     */
    record Later(Optional<Duration> after) implements Outcome {}

    /** Never. */
    record Never() implements Outcome {}

    /** What people call it, such as {@code webhook}. */
    String name();

    /** Delivers a notice. */
    Outcome deliver(Notice notice);
}
