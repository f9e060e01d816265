package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.EventKey;
import java.util.List;
import java.util.OptionalLong;

/** A log whose events' payloads can be destroyed. What is sealed of them stays, and so does every proof. */
public interface ErasableLog extends EventLog, LogReader {
    /** Where the event of a key stands; empty where there is none that is durable. An erased event keeps its key's place. */
    OptionalLong find(EventKey key);

    /**
     * What is sealed of the events from an index on, without their payloads: at least one where there is one. To look at
     * all that came is cheap this way.
     */
    List<LogEntry> entries(long from);

    /**
     * Destroys events' payloads for good; it is done on return. The caller has recorded who wants it and why. Erasing what
     * is erased changes nothing, so that after a failure it is done again.
     *
     * @param ascending indexes below {@link #size}, ascending
     * @throws StorageFailed some may not be destroyed; trying again is right
     */
    void erase(List<Long> ascending);
}
