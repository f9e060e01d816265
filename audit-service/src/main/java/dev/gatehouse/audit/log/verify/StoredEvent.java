package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.LogEntry;
import java.util.Optional;

/**
 * An event whose payload is what its entry commits to, or was erased.
 *
 * @param index its index
 * @param place where its salt begins
 * @param entry what is sealed of it
 * @param array holds the entry's bytes, until the next event is read
 * @param at where in the array they begin
 * @param erased whether its payload was erased
 * @param names the event whose erasure this one records
 */
@SuppressWarnings("ArrayRecordComponent") // These are handed on and never compared.
record StoredEvent(
        long index,
        Place.InSegment place,
        LogEntry entry,
        byte[] array,
        int at,
        boolean erased,
        Optional<Long> names) {}
