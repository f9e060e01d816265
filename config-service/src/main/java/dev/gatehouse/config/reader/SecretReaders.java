package dev.gatehouse.config.reader;

import dev.gatehouse.config.secret.SecretName;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/**
 * Who read a secret.
 *
 * @param readers one for each principal and version, the last reader first
 * @param events readings that this is made of
 * @param complete whether there are no others that were recorded before the question
 */
public record SecretReaders(SecretName secret, Instant since, List<Reader> readers, long events, boolean complete) {
    public SecretReaders {
        readers = List.copyOf(readers);
    }

    /**
     * One of them.
     *
     * @param version that was read; empty where the events do not say
     * @param from network addresses, at most {@value Readers#MAX_ADDRESSES}
     * @param moreAddresses whether there were more than that
     */
    public record Reader(
            String principal,
            String version,
            long reads,
            Instant first,
            Instant last,
            SortedSet<String> from,
            boolean moreAddresses) {}
}
