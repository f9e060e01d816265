package dev.gatehouse.client.audit.send;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of events that were sent. */
public sealed interface Answer {
    /**
     * The receiver has every event: it took them, or keeps those that it rejected in its dead-letter store.
     *
     * @param rejections those that it rejected; none where it took all
     */
    record Taken(List<Rejection> rejections) implements Answer {
        public Taken {
            rejections = List.copyOf(rejections);
        }
    }

    /** More at once than the receiver takes; fewer may do. */
    record TooLarge() implements Answer {}

    /**
     * Nobody knows whether the receiver has them; the same may succeed later.
     *
     * @param reason a stable word
     * @param after how long the receiver asks to wait, where it does
     */
    record TryLater(String reason, Optional<Duration> after) implements Answer {
        public TryLater(String reason) {
            this(reason, Optional.empty());
        }
    }

    /**
     * The receiver refuses the request itself.
     *
     * @param reason a stable word
     */
    record Refused(String reason) implements Answer {}

    /**
     * An event that the receiver rejected.
     *
     * @param line its place among those that were sent, from 1
     * @param error the receiver's word for what is wrong; a word of a-z, 0-9, - and _, or {@code unknown}
     * @param kept whether it is in the receiver's dead-letter store
     */
    record Rejection(int line, String error, boolean kept) {
        /** One that is kept. */
        public Rejection(int line, String error) {
            this(line, error, true);
        }
    }
}
