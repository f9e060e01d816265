package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.event.ByteSlice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where detections are sent, besides the log: a webhook, a topic. Each is sent at least once and in the log's order;
 * the receiver knows one that it has by its uid.
 *
 * <p>{@link #deliver} may block for as long as its own timeouts allow: each sink has a thread of its own.
 */
public interface DetectionSink {
    /** Sends one detection. What goes wrong is an outcome, not an exception. */
    Outcome deliver(Message message);

    /**
     * A detection to send.
     *
     * @param uid what it is known by
     * @param time when it was raised, by event time
     * @param json its JSON as it stands in the log
     */
    record Message(String uid, Instant time, ByteSlice json) {}

    /** What became of it. */
    sealed interface Outcome {}

    /** The receiver has it. */
    record Delivered() implements Outcome {}

    /**
     * The receiver does not have it now.
     *
     * @param after how long it asked to be left alone
     */
    record Later(Optional<Duration> after) implements Outcome {}

    /** The receiver will never take this one, whoever sends it: it is not sent again. It stays in the log. */
    record Never() implements Outcome {}
}
