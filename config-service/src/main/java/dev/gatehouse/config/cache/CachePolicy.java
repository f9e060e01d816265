package dev.gatehouse.config.cache;

import java.time.Duration;

/**
 * The ages and sizes of a cache.
 *
 * @param freshFor a copy this young is served as it is
 * @param revalidateFor for this long after, a copy is served while it is revalidated in the background; an older one is
 *     revalidated before it is served
 * @param maxStale while upstream is unavailable, a copy is served up to this age
 * @param retryAfter how long upstream is left alone for an object after asking for it failed
 * @param maxEntries copies kept
 * @param negativeFor how long it is remembered that something does not exist
 * @param maxNegativeEntries absences remembered
 */
public record CachePolicy(
        Duration freshFor,
        Duration revalidateFor,
        Duration maxStale,
        Duration retryAfter,
        long maxEntries,
        Duration negativeFor,
        long maxNegativeEntries) {}
