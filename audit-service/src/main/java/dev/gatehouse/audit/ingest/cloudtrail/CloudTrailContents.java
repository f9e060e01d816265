package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.event.Event;
import java.util.List;

/** What stands in a file that CloudTrail, or somebody, put where its logs are. */
public sealed interface CloudTrailContents {
    /**
     * A log: CloudTrail's events, or its insights, which have the same form.
     *
     * @param events the records that are events, in the file's order
     * @param rejected the others
     */
    record Records(List<Event> events, List<RejectedRecord> rejected) implements CloudTrailContents {
        public Records {
            events = List.copyOf(events);
            rejected = List.copyOf(rejected);
        }
    }

    /** A digest: it tells of log files and has no events. */
    record Digest() implements CloudTrailContents {}

    /**
     * No file of CloudTrail's; nothing of it is in.
     *
     * @param problem what is wrong with it; quotes nothing of it
     * @param offset the byte, from 0, where that was seen
     */
    record Unreadable(String problem, long offset) implements CloudTrailContents {}
}
