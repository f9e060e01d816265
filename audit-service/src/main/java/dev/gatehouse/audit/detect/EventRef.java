package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.event.EventKey;
import java.time.Instant;

/**
 * An event that a detection is about.
 *
 * @param key what it is known by
 * @param index its place in the log
 * @param time when it happened
 */
public record EventRef(EventKey key, long index, Instant time) {}
