package dev.gatehouse.audit.http;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.query.EventPage;
import dev.gatehouse.audit.query.EventParameters;
import dev.gatehouse.audit.query.EventQueries;
import dev.gatehouse.audit.query.EventQuery;
import dev.gatehouse.audit.query.Freshness;
import dev.gatehouse.audit.query.Histogram;
import dev.gatehouse.audit.query.VisibleSources;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.AuditTrail.Read;
import dev.gatehouse.service.access.Caller;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** {@code GET /v1/events}, a page of those that a filter finds, and {@code GET /v1/events/histogram}, how many there are. */
public final class QueryRoute {
    private final Admitted admitted;
    private final Visibility visibility;
    private final EventQueries queries;
    private final Freshness freshness;
    private final QueryThreads threads;
    private final AuditTrail trail;
    private final boolean recordSearches;
    private final InstantSource clock;

    /** @param recordSearches whether each page that is read is on record */
    public QueryRoute(
            Admitted admitted,
            Visibility visibility,
            EventQueries queries,
            Freshness freshness,
            QueryThreads threads,
            AuditTrail trail,
            boolean recordSearches,
            InstantSource clock) {
        this.admitted = admitted;
        this.visibility = visibility;
        this.queries = queries;
        this.freshness = freshness;
        this.threads = threads;
        this.trail = trail;
        this.recordSearches = recordSearches;
        this.clock = clock;
    }

    /** Serves a page. */
    public void page(RoutingContext context) {
        serve(context, EventParameters.PAGE, (caller, parameters) -> {
            // What is wrong with the question is said before anything is waited for.
            EventQuery asked = parameters.page(clock.instant(), VisibleSources.NONE);
            boolean current = freshness.await();
            EventPage page = threads.query(() -> queries.page(asked.seenBy(visibility.of(caller))));
            record(caller, page);
            return PageJson.page(asked, page, current);
        });
    }

    /** Serves a histogram. */
    public void histogram(RoutingContext context) {
        serve(context, EventParameters.HISTOGRAM, (caller, parameters) -> {
            var filter = parameters.filter(clock.instant(), VisibleSources.NONE);
            var interval = parameters.interval();
            boolean current = freshness.await();
            Histogram histogram =
                    threads.query(() -> queries.histogram(filter.seenBy(visibility.of(caller)), interval));
            return PageJson.histogram(filter, histogram, current);
        });
    }

    private void serve(RoutingContext context, Set<String> known, BiFunction<Caller, EventParameters, byte[]> answer) {
        admitted.serve(context, caller -> {
            visibility.requireAny(caller);
            EventParameters parameters =
                    new EventParameters(QueryString.parse(context.request().query()), known);
            Admitted.send(context, "application/json", answer.apply(caller, parameters));
        });
    }

    private void record(Caller caller, EventPage page) {
        if (recordSearches) {
            trail.read(
                    caller, List.of(new Read(Capabilities.sources(), page.rows().size() + " events")));
        }
    }
}
