package dev.gatehouse.audit.event;

import java.time.Instant;
import java.util.Optional;

/**
 * One event as it came in, before anything is made of it. What it means is in {@link NormalizedEvent}.
 *
 * @param key what it is known by
 * @param time when it happened, as its source says
 * @param format what the raw bytes are
 * @param verdict what CloudTrail's digests say of its file, as far as is known now
 * @param origin the file it came from; empty where it was sent
 * @param raw its bytes as they came: what the log commits to
 */
public record Event(
        EventKey key,
        Instant time,
        EventFormat format,
        DigestVerdict verdict,
        Optional<Origin> origin,
        ByteSlice raw) {}
