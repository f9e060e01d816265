package dev.gatehouse.client.audit;

/**
 * A place between two events of the outbox.
 *
 * @param segment the segment's number
 * @param offset where a frame of it starts, or where the segment ends
 * @param line how many of that frame's events come before
 */
record Position(long segment, long offset, int line) {
    static Position startOf(long segment) {
        return new Position(segment, 0, 0);
    }
}
