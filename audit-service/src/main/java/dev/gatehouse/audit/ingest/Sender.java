package dev.gatehouse.audit.ingest;

/**
 * Who sends events.
 *
 * @param name as authenticated
 * @param address the network address
 * @param sources which sources they may send events of
 */
public record Sender(String name, String address, Sources sources) {
    /** Which sources somebody may send events of. */
    @FunctionalInterface
    public interface Sources {
        /** Whether events of a source may be sent. */
        boolean allow(String source);
    }
}
