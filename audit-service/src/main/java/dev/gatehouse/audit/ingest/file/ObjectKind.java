package dev.gatehouse.audit.ingest.file;

import java.time.Instant;
import java.util.Optional;

/** What a file is, as its name says. */
public sealed interface ObjectKind {
    /** A stable word, for metrics. */
    String word();

    /**
     * A log file of CloudTrail's: events, or insights, which have the same form.
     *
     * @param account the account that its events are of
     * @param region the region that its events are of
     * @param time to the minute, when CloudTrail began it; its events may be of any earlier time
     * @param organization the organization of an organization's trail, for instance {@code o-exampleorgid}
     */
    record CloudTrailLog(String account, String region, Instant time, Optional<String> organization)
            implements ObjectKind {
        @Override
        public String word() {
            return "cloudtrail-log";
        }
    }

    /**
     * A digest: the hashes of the log files that CloudTrail delivered within an hour.
     *
     * @param account the account that the log files are of
     * @param region the region that the log files are of
     * @param trail the trail's name
     * @param homeRegion the region that the trail was made in
     * @param end to the second, when the hour ended
     * @param backfill whether it adds files that came too late for their hour's digest
     * @param organization the organization of an organization's trail
     */
    record CloudTrailDigest(
            String account,
            String region,
            String trail,
            String homeRegion,
            Instant end,
            boolean backfill,
            Optional<String> organization)
            implements ObjectKind {
        @Override
        public String word() {
            return "cloudtrail-digest";
        }
    }

    /**
     * A file of VPC Flow Logs in the text format.
     *
     * @param account the account of the flow log
     * @param region the region of the flow log
     * @param time to the minute, when it was made
     * @param flowLog the flow log's id, {@code fl-...}
     */
    record VpcFlowLog(String account, String region, Instant time, String flowLog) implements ObjectKind {
        @Override
        public String word() {
            return "vpc-flow-log";
        }
    }

    /**
     * A server access log of S3's.
     *
     * @param time to the second, when it was delivered; the day only, where S3 partitions by the events' time
     * @param source whose log it is, where S3 partitions its keys
     */
    record S3AccessLog(Instant time, Optional<Source> source) implements ObjectKind {
        @Override
        public String word() {
            return "s3-access-log";
        }

        /** Account, region and name of the bucket that was accessed. */
        public record Source(String account, String region, String bucket) {}
    }

    /**
     * Nothing that is known here.
     *
     * @param problem why, without the name
     */
    record Unrecognized(String problem) implements ObjectKind {
        @Override
        public String word() {
            return "unrecognized";
        }
    }
}
