package dev.gatehouse.scanner.source;

/**
 * Where objects come from: a folder, a repository, a bucket. A source never leaves out anything in silence: what it can't
 * list or read, and what it passes over, goes to the receiver's ledger.
 */
public interface ObjectSource {
    /**
     * Gives every object, on the caller's thread, each once. The receiver may block.
     *
     * @throws InterruptedException the receiver was interrupted; the rest is not given
     */
    void give(ObjectReceiver receiver) throws InterruptedException;

    /** How much there is to scan, for progress; it may take as long as listing does. */
    Work measure();

    /**
     * An amount of work.
     *
     * @param objects how many objects
     * @param bytes how many bytes; 0 where nobody knows
     */
    record Work(long objects, long bytes) {
        /** Nobody knows how much. */
        public static final Work UNKNOWN = new Work(0, 0);

        /** Both. */
        public Work plus(Work other) {
            return new Work(objects + other.objects, bytes + other.bytes);
        }
    }
}
