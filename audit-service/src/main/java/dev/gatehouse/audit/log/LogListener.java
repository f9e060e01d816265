package dev.gatehouse.audit.log;

/** Is told what becomes of the log, by the log's own threads, which must not be kept. */
public interface LogListener {
    /** Events were appended: the log has so many now. */
    void appended(long size);

    /** A checkpoint was published that covers so many events. */
    void sealed(long size);

    /** The storage failed; the log goes on trying. */
    void failed(RuntimeException cause);

    /** Another writer has taken over; this one has stopped for good. */
    void lost();
}
