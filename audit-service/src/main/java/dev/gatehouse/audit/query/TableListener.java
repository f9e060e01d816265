package dev.gatehouse.audit.query;

/** Who is told what becomes of the table: logs, metrics, readiness. Called on the table's own threads; must be quick. */
public interface TableListener {
    /** Hears nothing. */
    TableListener NONE = new TableListener() {};

    /**
     * The table was asked where it stands: at the start, and after a failure.
     *
     * @param position the log index of the next event that it wants
     */
    default void standsAt(long position) {}

    /**
     * Events went in.
     *
     * @param position the log index of the next event that the table wants
     * @param waiting how many events the log has beyond it
     */
    default void appended(long position, long waiting) {}

    /** The table does not take events; it will be tried again. Said once, until {@link #recovered}. */
    default void failing(RuntimeException failure) {}

    /** An event is in the table without its meaning, since the normalizer threw what it must not. */
    default void notNormalized(String exception) {}

    /** The table takes events again. */
    default void recovered() {}

    /** The table is empty now and is filled anew from the log's first event; the reason says why. */
    default void rebuilding(String reason) {}
}
