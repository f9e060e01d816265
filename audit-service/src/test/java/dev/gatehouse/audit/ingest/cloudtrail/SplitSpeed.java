package dev.gatehouse.audit.ingest.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Records;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;

/**
 * A program, not a test: how fast a file of real records, drawn anew with a fixed seed, becomes events. Prints MB/s of
 * inflated bytes, by the processor time of one thread.
 */
public final class SplitSpeed {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int RECORDS = 40_000;

    private SplitSpeed() {}

    public static void main(String[] args) {
        CloudTrailFile file = resampled(RECORDS);
        for (int round = 0; round < 15; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            Records records = (Records) file.read(CloudTrailLimits.DEFAULT);
            double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf(
                    "%d records, %.1f MB: %.0f MB/s%n",
                    records.events().size(), file.inflated().length / 1e6, file.inflated().length / 1e6 / seconds);
        }
    }

    /** A file of real records in another order and with eventIDs of their own. */
    public static CloudTrailFile resampled(int count) {
        List<Event> real = RealFiles.all().stream()
                .flatMap(file -> ((Records) file.read(CloudTrailLimits.DEFAULT)).events().stream())
                .toList();
        Random random = new Random(20_230_710);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("{\"Records\":[".getBytes(UTF_8));
        for (int i = 0; i < count; i++) {
            Event event = real.get(random.nextInt(real.size()));
            String fresh = new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            out.writeBytes((i == 0 ? "" : ",").getBytes(UTF_8));
            out.writeBytes(event.raw().text().replace(event.key().uid(), fresh).getBytes(UTF_8));
        }
        out.writeBytes("]}".getBytes(UTF_8));
        return new CloudTrailFile("resampled", "", out.toByteArray());
    }
}
