package dev.gatehouse.audit.ingest.file;

import java.time.Instant;

/**
 * A file of which nothing is in the log, since it can't be read or must not be.
 *
 * @param location where it stood
 * @param reason why, as a stable word
 * @param refused when that was found first
 */
public record RefusedFile(ObjectLocation location, String reason, Instant refused) {}
