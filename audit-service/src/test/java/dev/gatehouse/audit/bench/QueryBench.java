package dev.gatehouse.audit.bench;

import dev.gatehouse.audit.event.ocsf.OcsfNormalizer;
import dev.gatehouse.audit.query.EventParameters;
import dev.gatehouse.audit.query.EventQueries;
import dev.gatehouse.audit.query.FillerLimits;
import dev.gatehouse.audit.query.QueryLimits;
import dev.gatehouse.audit.query.QueryListener;
import dev.gatehouse.audit.query.TableFiller;
import dev.gatehouse.audit.query.TableListener;
import dev.gatehouse.audit.query.TableProgress;
import dev.gatehouse.audit.query.VisibleSources;
import dev.gatehouse.audit.storage.duckdb.DuckDbEventTable;
import dev.gatehouse.audit.storage.duckdb.DuckDbSettings;
import dev.gatehouse.audit.storage.duckdb.ParquetLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * How long queries take over many events: fills a table with records that nobody wrote, as the service fills it from its
 * log, moves what is older than two days to Parquet, and asks. Arguments: a folder, which may hold the table of an earlier
 * run, and the number of events.
 */
public final class QueryBench {
    private static final int TIMES = 50;
    private static final int WARM_UP = 5;
    private static final Instant END = SyntheticLog.START.plus(SyntheticLog.SPAN);

    private final EventQueries queries;
    private final long events;
    private final Random random = new Random(7);

    private QueryBench(EventQueries queries, long events) {
        this.queries = queries;
        this.events = events;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]).toAbsolutePath().normalize();
        long events = Long.parseLong(arguments[1]);
        try (DuckDbEventTable table = new DuckDbEventTable(DuckDbSettings.in(folder), TableListener.NONE)) {
            fill(table, new SyntheticLog(events));
            archive(table);
            QueryLimits limits =
                    new QueryLimits(1_000, 4L << 20, Duration.ofDays(397), Duration.ofMinutes(5), 256, 500);
            new QueryBench(new EventQueries(table, limits, QueryListener.NONE), events).ask();
        }
    }

    private static void fill(DuckDbEventTable table, SyntheticLog log) throws InterruptedException {
        TableProgress progress = new TableProgress();
        long start = System.nanoTime();
        long before = table.position();
        TableListener listener = new TableListener() {
            @Override
            public void standsAt(long position) {
                progress.at(position);
            }

            @Override
            public void appended(long position, long waiting) {
                progress.at(position);
            }

            @Override
            public void failing(RuntimeException failure) {
                System.out.println("filling fails: " + failure);
            }
        };
        TableFiller filler = new TableFiller(
                log,
                new OcsfNormalizer(),
                table,
                FillerLimits.DEFAULT,
                listener,
                InstantSource.system(),
                Thread::sleep);
        Thread thread = Thread.ofPlatform().start(filler);
        while (!progress.await(log.size(), Duration.ofSeconds(10))) {
            System.out.printf("%,d events in the table%n", progress.position());
        }
        thread.interrupt();
        thread.join();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("filled: %,.0f events/s%n", (log.size() - before) / seconds);
    }

    private static void archive(DuckDbEventTable table) {
        long start = System.nanoTime();
        int files = table.archive().moveBefore(END.minus(Duration.ofDays(2)), ParquetLimits.DEFAULT);
        System.out.printf("archived: %d files, %.1f s%n", files, (System.nanoTime() - start) / 1e9);
        System.out.println("now: " + table.archive().files().size() + " files");
    }

    private void ask() {
        measure("newest page, unfiltered", i -> page(Map.of()));
        measure("newest page, by actor", i -> page(Map.of("actor", someActor())));
        measure("an action in a day", i -> page(day(Map.of("action", "kms.amazonaws.com:DeleteKey"))));
        measure("free text in a day", i -> page(day(Map.of("q", "bucket-" + random.nextInt(1_000) + "/"))));
        measure("free text in a day, of no event", i -> page(day(Map.of("q", "no such text"))));
        measure("histogram of 30 days", i -> {
            var _ = queries.histogram(parameters(Map.of()).filter(END, VisibleSources.ALL), java.util.Optional.empty());
        });
        measure("histogram of 30 days, by actor", i -> {
            var _ = queries.histogram(
                    parameters(Map.of("actor", someActor())).filter(END, VisibleSources.ALL),
                    java.util.Optional.empty());
        });
        measure(
                "find by uid",
                i -> require(queries.find(SyntheticLog.uid(random.nextLong(events)), VisibleSources.ALL)
                                .size()
                        == 1));
        measure(
                "find a uid that is not there",
                i -> require(queries.find("no-such-uid", VisibleSources.ALL).isEmpty()));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the answer is wrong");
        }
    }

    private String someActor() {
        return SyntheticLog.actor(random.nextInt(SyntheticLog.ACTORS));
    }

    private Map<String, String> day(Map<String, String> filter) {
        Instant start = SyntheticLog.START.plus(Duration.ofDays(random.nextInt(30)));
        Map<String, String> all = new HashMap<>(filter);
        all.put("from", start.toString());
        all.put("to", start.plus(Duration.ofDays(1)).toString());
        return all;
    }

    private void page(Map<String, String> filter) {
        var _ = queries.page(parameters(filter).page(END, VisibleSources.ALL));
    }

    private static EventParameters parameters(Map<String, String> values) {
        Map<String, List<String>> given = new HashMap<>();
        values.forEach((name, value) -> given.put(name, List.of(value)));
        given.putIfAbsent("from", List.of(SyntheticLog.START.toString()));
        given.putIfAbsent("to", List.of(END.toString()));
        return new EventParameters(given, EventParameters.PAGE);
    }

    private void measure(String name, IntConsumer query) {
        long[] nanos = new long[TIMES];
        for (int i = -WARM_UP; i < TIMES; i++) {
            long start = System.nanoTime();
            query.accept(i);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        System.out.printf("%-34s p50 %8.1f ms   p99 %8.1f ms%n", name, nanos[TIMES / 2] / 1e6, nanos[TIMES - 1] / 1e6);
    }
}
