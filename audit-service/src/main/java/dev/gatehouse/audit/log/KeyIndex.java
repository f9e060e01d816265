package dev.gatehouse.audit.log;

import java.util.OptionalLong;

/**
 * Which keys are in the log, and where. It is made of the log and can be made anew, so it need not be durable: it says
 * up to which index it is complete. Any thread may ask where a key stands; one does everything else.
 */
public interface KeyIndex extends AutoCloseable {
    /** Where a key stands. */
    OptionalLong find(LogEntry.ByteKey key);

    /** Keeps a key's index. */
    void put(LogEntry.ByteKey key, long index);

    /** The index up to which, not including it, all keys were kept when {@link #flush} was last called. */
    long complete();

    /** Makes durable that all keys below an index are kept. */
    void flush(long complete);

    /** Forgets everything: the log is shorter than what is kept here. */
    void clear();

    @Override
    void close();
}
