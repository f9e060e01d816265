package dev.gatehouse.audit.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.Normalizer;
import dev.gatehouse.audit.event.ocsf.OcsfNormalizer;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Records;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailFile;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailLimits;
import dev.gatehouse.audit.ingest.file.InflatedFile;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.InflationLimits;
import dev.gatehouse.audit.ingest.file.InflationResult.Inflated;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A program, not a test: how fast stored CloudTrail files become OCSF events on one thread, beside what inflating and
 * tokenizing them takes at least. Prints records and MB of inflated JSON per second of the thread's processor time.
 *
 * <p>Arguments: {@code real} for CloudTrail's own files as they are, or {@code drawn} (the default) for ten times as many of
 * their records in another order with eventIDs of their own, which no cache holds; then how many rounds (20). The best and
 * the median of the second half of the rounds count.
 */
public final class MappingBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final JsonFactory JSON = new JsonFactory();
    private static final Inflation INFLATION = new Inflation(InflationLimits.DEFAULT);
    private static final int ROUNDS = 20;

    private final List<byte[]> stored;
    private final Normalizer normalizer = new OcsfNormalizer();
    private final long bytes;
    private final long records;
    private long seen;

    private MappingBench(List<byte[]> stored) throws IOException {
        this.stored = stored;
        long inflated = 0;
        long count = 0;
        for (byte[] file : stored) {
            inflated += inflated(file).length;
            count += events(file).size();
        }
        bytes = inflated;
        records = count;
    }

    /** Runs it; see above. */
    public static void main(String[] args) throws IOException {
        boolean real = args.length > 0 && args[0].equals("real");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
        MappingBench bench = new MappingBench(real ? StoredFiles.real() : StoredFiles.drawn());
        System.out.printf("%d records in %.1f MB of JSON, one thread%n", bench.records, bench.bytes / 1e6);
        bench.measure("gunzip", rounds, file -> inflated(file).length);
        bench.measure("gunzip + tokens (the limit)", rounds, MappingBench::tokens);
        bench.measure("gunzip + hash + split", rounds, file -> events(file).size());
        bench.measure("gunzip + hash + split + map", rounds, bench::mapped);
        System.out.printf("(%d)%n", bench.seen);
    }

    private interface Work {
        long on(byte[] stored) throws IOException;
    }

    private void measure(String name, int rounds, Work work) throws IOException {
        double[] seconds = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (byte[] file : stored) {
                seen += work.on(file);
            }
            seconds[round] = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        }
        double[] warm = Arrays.stream(seconds, rounds / 2, rounds).sorted().toArray();
        print(name, "best", warm[0]);
        print(name, "median", warm[warm.length / 2]);
    }

    private void print(String name, String which, double seconds) {
        System.out.printf(
                "%-30s %-6s %,9.0f records/s %6.0f MB/s%n", name, which, records / seconds, bytes / 1e6 / seconds);
    }

    private static byte[] inflated(byte[] stored) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored), 1 << 16)) {
            return in.readAllBytes();
        }
    }

    private static long tokens(byte[] stored) throws IOException {
        long tokens = 0;
        try (JsonParser json = JSON.createParser(inflated(stored))) {
            while (json.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    private static List<Event> events(byte[] stored) {
        InflatedFile file = ((Inflated) INFLATION.inflate("bench", stored)).file();
        CloudTrailFile log =
                new CloudTrailFile(file.location(), file.sha256(), file.bytes().copy());
        return ((Records) log.read(CloudTrailLimits.DEFAULT)).events();
    }

    private long mapped(byte[] stored) {
        long written = 0;
        for (Event event : events(stored)) {
            written += normalizer.normalize(event).ocsf().length();
        }
        return written;
    }
}
