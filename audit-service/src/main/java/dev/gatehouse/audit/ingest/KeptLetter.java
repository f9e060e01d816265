package dev.gatehouse.audit.ingest;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A dead letter that is kept, without its bytes.
 *
 * @param id what it is known by: 32 hexadecimal digits
 * @param received see {@link DeadLetter#received}
 * @param origin see {@link DeadLetter#origin}
 * @param position see {@link DeadLetter#position}
 * @param reason see {@link DeadLetter#reason}
 * @param detail see {@link DeadLetter#detail}
 * @param size bytes that it had when it came
 * @param kept bytes of these that are kept: the first ones
 */
public record KeptLetter(
        String id,
        Instant received,
        String origin,
        OptionalInt position,
        String reason,
        String detail,
        long size,
        int kept) {}
