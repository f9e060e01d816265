package dev.gatehouse.audit.http;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.EventProof;
import dev.gatehouse.audit.log.EventProofs;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.query.EventParameters;
import dev.gatehouse.audit.query.EventQueries;
import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.Freshness;
import dev.gatehouse.audit.query.QueryRefused;
import dev.gatehouse.audit.query.VisibleSources;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.AuditTrail.Read;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * {@code GET /v1/events/{uid}}, an event with its raw record, and {@code GET /v1/events/{uid}/proof}, the proof that the
 * log has it. An event that the caller may not see is answered as one that is not there.
 */
public final class EventRoute {
    /** Where events stand; what follows is a uid, percent-encoded. */
    public static final String PREFIX = "/v1/events/";

    private static final String PROOF = "/proof";

    private final Admitted admitted;
    private final Visibility visibility;
    private final EventQueries queries;
    private final Freshness freshness;
    private final QueryThreads threads;
    private final LogReader log;
    private final EventProofs proofs;
    private final AuditTrail trail;

    public EventRoute(
            Admitted admitted,
            Visibility visibility,
            EventQueries queries,
            Freshness freshness,
            QueryThreads threads,
            LogReader log,
            EventProofs proofs,
            AuditTrail trail) {
        this.admitted = admitted;
        this.visibility = visibility;
        this.queries = queries;
        this.freshness = freshness;
        this.threads = threads;
        this.log = log;
        this.proofs = proofs;
        this.trail = trail;
    }

    /** Serves an event or its proof. */
    public void handle(RoutingContext context) {
        String rest = context.normalizedPath().substring(PREFIX.length());
        boolean proof = rest.endsWith(PROOF);
        String encoded = proof ? rest.substring(0, rest.length() - PROOF.length()) : rest;
        if (encoded.isEmpty() || encoded.indexOf('/') >= 0) {
            admitted.serve(context, caller -> admitted.problem(context, Problems.NOT_FOUND));
        } else if (proof) {
            one(context, encoded, (caller, row) -> prove(context, row));
        } else {
            one(context, encoded, (caller, row) -> show(context, caller, row));
        }
    }

    private void one(RoutingContext context, String encoded, BiConsumer<Caller, EventRow> answer) {
        admitted.serve(context, caller -> {
            visibility.requireAny(caller);
            String uid = QueryString.percentDecoded(encoded);
            Optional<String> source = source(context);
            var _ = freshness.await();
            List<EventRow> found = threads.query(() -> queries.find(uid, visible(caller, source)));
            switch (found.size()) {
                case 0 -> admitted.problem(context, Problems.NOT_FOUND);
                case 1 -> answer.accept(caller, found.getFirst());
                default -> admitted.problem(context, ambiguous(found));
            }
        });
    }

    private static Optional<String> source(RoutingContext context) {
        Optional<String> source =
                new EventParameters(QueryString.parse(context.request().query()), EventParameters.EVENT).text("source");
        source.ifPresent(name -> {
            try {
                var _ = new EventKey(name, "any");
            } catch (IllegalArgumentException e) {
                throw new QueryRefused("source", "must be the name of a source, without wildcards");
            }
        });
        return source;
    }

    private VisibleSources visible(Caller caller, Optional<String> source) {
        return source.map(
                        name -> Visibility.sees(caller, name) ? VisibleSources.of(List.of(name)) : VisibleSources.NONE)
                .orElseGet(() -> visibility.of(caller));
    }

    private static Problem ambiguous(List<EventRow> found) {
        return new Problem(
                409,
                "ambiguous-uid",
                "Conflict",
                "Several sources have an event of this uid; name one of them in the parameter source.",
                found.stream().map(row -> "source: " + row.source()).toList(),
                OptionalLong.empty());
    }

    private void show(RoutingContext context, Caller caller, EventRow row) {
        // The table may lag behind an erasure: the log says what there is.
        Optional<LoggedEvent> logged = log.read(row.index());
        Optional<Event> event = logged.flatMap(LoggedEvent::event)
                .filter(found -> found.key().source().equals(row.source()));
        if (event.isEmpty()) {
            admitted.problem(context, Problems.NOT_FOUND);
            return;
        }
        trail.read(caller, List.of(new Read(Capabilities.source(row.source()), "event " + row.index())));
        Admitted.send(context, "application/json", PageJson.event(row, logged.get(), event.get()));
    }

    private void prove(RoutingContext context, EventRow row) {
        switch (proofs.openProof(row.index())) {
            case EventProof.Proven proven ->
                Admitted.send(
                        context, "text/plain; charset=utf-8", proven.file().bytes());
            case EventProof.Absent() -> admitted.problem(context, Problems.NOT_FOUND);
            case EventProof.Unsealed() ->
                admitted.problem(
                        context,
                        new Problem(503, "not-sealed", "Unavailable", "No checkpoint covers the event yet.")
                                .retryingAfter(Problems.RETRY_SECONDS));
        }
    }
}
