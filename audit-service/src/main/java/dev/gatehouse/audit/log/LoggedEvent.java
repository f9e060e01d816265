package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.MerkleHash;
import java.util.Optional;

/**
 * An event as it stands in the log.
 *
 * @param index its place, from 0
 * @param entry what is sealed of it
 * @param event the event itself; empty where its payload was erased
 */
public record LoggedEvent(long index, LogEntry entry, Optional<Event> event) {
    /** The hash of its leaf. */
    public Hash leafHash() {
        return MerkleHash.leaf(entry.encode());
    }
}
