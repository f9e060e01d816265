package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.LogEntry.ByteKey;
import dev.gatehouse.audit.tlog.Hash;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A batch whose events were checked, up to the first that is not as it was sealed.
 *
 * @param batch the batch
 * @param sound how many of its events are sound
 * @param leaves their leaves' hashes
 * @param erased which of them have no payload any more, by their place in the batch
 * @param erasures what the erasures among them name, in order
 * @param fault what is wrong with the event after them
 */
@SuppressWarnings("ArrayRecordComponent") // These are handed on and never compared.
record CheckedBatch(
        Batch batch, int sound, Hash[] leaves, BitSet erased, List<Erasure> erasures, Optional<Fault> fault) {

    /**
     * What is wrong.
     *
     * @param at where the event's salt begins in the batch's bytes
     * @param what is wrong there
     */
    record Fault(int at, String what) {}

    /** The key in an event's entry. */
    ByteKey key(int row) {
        ByteBuffer rows = ByteBuffer.wrap(batch.rows());
        int key = FrameTable.entryAt(row) + BatchCheck.keyAt();
        return new ByteKey(rows.getLong(key), rows.getLong(key + Long.BYTES));
    }

    BrokenLog broken(Fault wrong) {
        return new BrokenLog(
                new Place.InSegment(batch.segment(), batch.offset() + wrong.at(), batch.first() + sound), wrong.what());
    }
}
