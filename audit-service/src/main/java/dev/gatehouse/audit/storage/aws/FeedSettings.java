package dev.gatehouse.audit.storage.aws;

import java.time.Duration;

/**
 * How a queue of notices is read.
 *
 * @param queueUrl the queue's URL
 * @param poll how long a poll waits for a message, in whole seconds up to 20
 * @param visibility for how long a message in hand is hidden from others, in whole seconds from 3 on; it is renewed at each
 *     third of it for as long as the message is in hand
 * @param maxReceives how often a message is handed out before it becomes a dead letter unread: it may be what kills the
 *     process
 */
public record FeedSettings(String queueUrl, Duration poll, Duration visibility, int maxReceives) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofHours(12);

    public FeedSettings {
        require(!queueUrl.isBlank(), "the queue needs a URL");
        require(!poll.isNegative() && poll.compareTo(LONGEST_WAIT) <= 0, "a poll waits 0 to 20 seconds");
        require(
                visibility.compareTo(SHORTEST) >= 0 && visibility.compareTo(LONGEST) <= 0,
                "a message is hidden for 3 seconds to 12 hours");
        require(maxReceives >= 1, "a message is received once at least");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
