package dev.gatehouse.config.reader;

import dev.gatehouse.config.secret.SecretName;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The audit log, asked for readings of a secret.
 *
 * <p>It blocks, for a bounded time. An implementation is safe for use by many threads.
 */
public interface ReadEvents {
    /**
     * Tells of the readings since a time, the newest first.
     *
     * @param limit events that are told of at most
     * @return whether those were all, as far as the log can be searched yet
     * @throws LogUnavailable it does not answer, or not as it should
     */
    boolean each(SecretName name, Instant since, int limit, Consumer<ReadEvent> event);
}
