package dev.gatehouse.config.reader;

import java.time.Instant;
import java.util.Optional;

/**
 * A reading, as it is on record.
 *
 * @param version that was read, where the event says
 * @param from the reader's network address, where the event says
 */
public record ReadEvent(String principal, Optional<String> version, Instant at, Optional<String> from) {}
