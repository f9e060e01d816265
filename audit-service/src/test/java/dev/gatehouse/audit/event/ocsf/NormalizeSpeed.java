package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Records;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailLimits;
import dev.gatehouse.audit.ingest.cloudtrail.SplitSpeed;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** A program, not a test: how fast real CloudTrail records, drawn anew with a fixed seed, are normalized by the processor time of one thread. */
public final class NormalizeSpeed {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int RECORDS = 40_000;
    private static final int ROUNDS = 12;

    private NormalizeSpeed() {}

    public static void main(String[] args) {
        Records records = (Records) SplitSpeed.resampled(RECORDS).read(CloudTrailLimits.DEFAULT);
        List<Event> events = records.events();
        long raw = events.stream().mapToLong(event -> event.raw().length()).sum();
        OcsfNormalizer normalizer = new OcsfNormalizer();
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            long written = 0;
            for (Event event : events) {
                written += normalizer.normalize(event).ocsf().length();
            }
            double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf(
                    "%.1f MB of records, %.1f MB of OCSF: %.0f MB/s, %.0f events/s%n",
                    raw / 1e6, written / 1e6, raw / 1e6 / seconds, events.size() / seconds);
        }
    }
}
