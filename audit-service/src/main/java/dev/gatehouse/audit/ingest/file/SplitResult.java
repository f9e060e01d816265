package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import java.util.List;

/**
 * What stands in a file.
 *
 * @param events the records that are events, in the file's order
 * @param rejected the others
 */
public record SplitResult(List<Event> events, List<Rejected> rejected) {
    /** The reason of a record that is no event. */
    public static final String NO_EVENT = "no-event";

    private static final String UNREADABLE = "unreadable";

    /** Of a file that can't be read as a whole. */
    public static SplitResult unreadable(InflatedFile file, String detail) {
        return new SplitResult(List.of(), List.of(new Rejected(0, UNREADABLE, detail, file.bytes())));
    }

    public SplitResult {
        events = List.copyOf(events);
        rejected = List.copyOf(rejected);
    }

    /**
     * A record that is no event.
     *
     * @param position its place in the file, from 0
     * @param reason why, as a stable word of letters, digits and hyphens
     * @param detail what is wrong with it, and where; quotes nothing of it
     * @param raw its bytes
     */
    public record Rejected(int position, String reason, String detail, ByteSlice raw) {}
}
