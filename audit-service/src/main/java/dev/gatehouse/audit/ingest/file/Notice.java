package dev.gatehouse.audit.ingest.file;

import java.util.List;

/** What a message of the queue says. */
public sealed interface Notice {
    /**
     * Files are there.
     *
     * @param allowed the files to read
     * @param refused files in buckets that nobody allowed
     * @param ignored how many other changes the message tells of, for instance removals
     */
    record Objects(List<ObjectLocation> allowed, List<ObjectLocation> refused, int ignored) implements Notice {
        public Objects {
            allowed = List.copyOf(allowed);
            refused = List.copyOf(refused);
        }
    }

    /** Somebody set the notices up; S3 and CloudTrail send this once. */
    record Test() implements Notice {}

    /**
     * Nothing that is known here.
     *
     * @param problem what is wrong; quotes nothing of the message
     */
    record Malformed(String problem) implements Notice {}
}
