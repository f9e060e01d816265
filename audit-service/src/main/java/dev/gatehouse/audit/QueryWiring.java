package dev.gatehouse.audit;

import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.event.ocsf.OcsfNormalizer;
import dev.gatehouse.audit.http.Admitted;
import dev.gatehouse.audit.http.EventRoute;
import dev.gatehouse.audit.http.ExportFormats;
import dev.gatehouse.audit.http.ExportRoute;
import dev.gatehouse.audit.http.QueryRoute;
import dev.gatehouse.audit.http.QueryThreads;
import dev.gatehouse.audit.http.TailRoute;
import dev.gatehouse.audit.http.Visibility;
import dev.gatehouse.audit.log.EventProofs;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.query.EventQueries;
import dev.gatehouse.audit.query.ExportLimits;
import dev.gatehouse.audit.query.FillerLimits;
import dev.gatehouse.audit.query.Freshness;
import dev.gatehouse.audit.query.QueryLimits;
import dev.gatehouse.audit.query.SafeNormalizer;
import dev.gatehouse.audit.query.TableFiller;
import dev.gatehouse.audit.query.TableProgress;
import dev.gatehouse.audit.storage.aws.S3Shards;
import dev.gatehouse.audit.storage.duckdb.ArchiveRounds;
import dev.gatehouse.audit.storage.duckdb.DuckDbEventTable;
import dev.gatehouse.audit.storage.duckdb.DuckDbSettings;
import dev.gatehouse.audit.storage.duckdb.ParquetLimits;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.RouteProblems;
import dev.gatehouse.service.local.DataFolder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts the reading side together: the table of events, what fills it, and the routes that ask it. */
public class QueryWiring {
    /** Before the resources' own route, which takes all paths. */
    private static final int FIRST = -1_000;

    /** After the routes of this class that have a path of their own. */
    private static final int AFTER = FIRST + 1;

    @Produces
    @Singleton
    TableProgress tableProgress() {
        return new TableProgress();
    }

    @Produces
    @Singleton
    DuckDbEventTable table(DataFolder folder, Settings settings, QueryMetrics metrics) {
        QuerySettings.Query query = settings.query();
        return Made.named(
                "gatehouse.query",
                () -> new DuckDbEventTable(
                        new DuckDbSettings(
                                folder.resolve("table").toAbsolutePath().normalize(),
                                query.memoryBytes(),
                                query.spillBytes(),
                                query.threads(),
                                query.atOnce() + query.exports().atOnce()),
                        metrics));
    }

    @Produces
    @Singleton
    TableThreads tableThreads(
            DuckDbEventTable table,
            SealedLog log,
            TableProgress progress,
            QueryMetrics metrics,
            Settings settings,
            AwsWiring aws,
            Instance<S3Shards.Taken> shard,
            MeterRegistry registry,
            InstantSource clock) {
        TableFiller filler =
                new TableFiller(log, new OcsfNormalizer(), table, FillerLimits.DEFAULT, metrics, clock, Thread::sleep);
        ArchiveRounds rounds = new ArchiveRounds(
                table.archive(), ParquetLimits.DEFAULT, settings.query().hotFor(), metrics, clock);
        Runnable all = rounds;
        if (settings.store() == Settings.Backend.AWS) {
            LakeUploads uploads = new LakeUploads(table.archive(), progress, log, aws.parquet(shard.get()), registry);
            all = () -> {
                rounds.run();
                uploads.run();
            };
        }
        return new TableThreads(table, filler, progress, all, settings.query().archiveEvery());
    }

    @Produces
    @Singleton
    EventQueries queries(DuckDbEventTable table, QueryMetrics metrics, Settings settings) {
        QuerySettings.Query query = settings.query();
        return new EventQueries(
                table,
                Made.named(
                        "gatehouse.query",
                        () -> new QueryLimits(
                                query.maxRows(),
                                query.maxPageBytes(),
                                query.maxRange(),
                                query.deadline(),
                                query.maxText(),
                                query.maxBuckets())),
                metrics);
    }

    @Produces
    @Singleton
    Freshness freshness(SealedLog log, TableProgress progress, Settings settings, MeterRegistry registry) {
        Freshness freshness = new Freshness(log, progress, settings.query().awaitTable());
        Gauge.builder("gatehouse.table.events", progress, TableProgress::position)
                .description("Events of the log that the table has")
                .register(registry);
        Gauge.builder("gatehouse.table.behind", freshness, Freshness::behind)
                .description("Durable events that the table does not have yet")
                .register(registry);
        return freshness;
    }

    @Produces
    @Singleton
    QueryThreads queryThreads(Settings settings) {
        return Made.named(
                "gatehouse.query",
                () -> new QueryThreads(
                        settings.query().atOnce(), settings.query().exports().atOnce()));
    }

    @Produces
    @Singleton
    Visibility visibility(EventQueries queries, Gatekeeper gate) {
        return new Visibility(queries, gate);
    }

    @Produces
    @Singleton
    Admitted admitted(Admission admission, RouteProblems problems, Workers workers) {
        return new Admitted(admission, problems, workers);
    }

    @Produces
    @Singleton
    QueryRoute queryRoute(
            Admitted admitted,
            Visibility visibility,
            EventQueries queries,
            Freshness freshness,
            QueryThreads threads,
            AuditTrail trail,
            Settings settings,
            InstantSource clock) {
        return new QueryRoute(
                admitted,
                visibility,
                queries,
                freshness,
                threads,
                trail,
                settings.query().recordSearches(),
                clock);
    }

    @Produces
    @Singleton
    EventRoute eventRoute(
            Admitted admitted,
            Visibility visibility,
            EventQueries queries,
            Freshness freshness,
            QueryThreads threads,
            SealedLog log,
            EventProofs proofs,
            AuditTrail trail) {
        return new EventRoute(admitted, visibility, queries, freshness, threads, log, proofs, trail);
    }

    @Produces
    @Singleton
    ExportRoute exportRoute(
            Admitted admitted,
            Visibility visibility,
            EventQueries queries,
            Freshness freshness,
            QueryThreads threads,
            SealedLog log,
            AuditTrail trail,
            Settings settings,
            InstantSource clock) {
        QuerySettings.Exports exports = settings.query().exports();
        ExportLimits limits = Made.named(
                "gatehouse.query", () -> new ExportLimits(exports.maxRows(), exports.maxBytes(), exports.deadline()));
        return new ExportRoute(
                admitted,
                visibility,
                new ExportFormats(queries, limits, log),
                freshness,
                threads,
                trail,
                settings.query().patience(),
                clock);
    }

    @Produces
    @Singleton
    TailRoute tailRoute(
            Admitted admitted,
            Visibility visibility,
            SealedLog log,
            QueryMetrics metrics,
            AuditTrail trail,
            Settings settings,
            MeterRegistry registry) {
        QuerySettings.Query query = settings.query();
        TailRoute route = new TailRoute(
                admitted,
                visibility,
                log,
                new SafeNormalizer(new OcsfNormalizer(), metrics::notNormalized),
                trail,
                Made.named(
                        "gatehouse.query",
                        () -> new TailRoute.Limits(query.streams(), query.heartbeat(), query.patience())));
        Gauge.builder("gatehouse.query.streams", route, TailRoute::streams)
                .description("Streams of events that are open")
                .register(registry);
        return route;
    }

    void routes(@Observes Router router, QueryRoute query, EventRoute event, TailRoute tail, ExportRoute export) {
        router.get("/v1/events").order(FIRST).handler(query::page);
        router.get("/v1/events/histogram").order(FIRST).handler(query::histogram);
        router.get("/v1/events/stream").order(FIRST).handler(tail::handle);
        router.get(EventRoute.PREFIX + "*").order(AFTER).handler(event::handle);
        router.get("/v1/export").order(FIRST).handler(export::handle);
    }

    void start(@Observes StartupEvent event, TableThreads table) {
        table.start();
    }

    void stop(@Observes ShutdownEvent event, TailRoute tail, QueryThreads threads, TableThreads table) {
        tail.close();
        threads.close();
        table.close();
    }
}
