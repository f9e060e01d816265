package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.Event;
import java.util.List;

/** What stands in a file of lines. */
public sealed interface LineContents {
    /**
     * A log.
     *
     * @param events the lines that are events, in the file's order; their origin's position is the line's number less one
     * @param rejected the others
     */
    record Lines(List<Event> events, List<RejectedLine> rejected) implements LineContents {
        public Lines {
            events = List.copyOf(events);
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * No such file; nothing of it is in.
     *
     * @param problem what is wrong with it; quotes nothing of it
     * @param line the number of the line, from 1, where that was seen
     */
    record Unreadable(String problem, int line) implements LineContents {}
}
