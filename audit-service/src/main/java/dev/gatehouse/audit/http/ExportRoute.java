package dev.gatehouse.audit.http;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.EventParameters;
import dev.gatehouse.audit.query.ExportResult;
import dev.gatehouse.audit.query.Freshness;
import dev.gatehouse.audit.query.VisibleSources;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.AuditTrail.Done;
import dev.gatehouse.service.access.AuditTrail.Ending;
import dev.gatehouse.service.access.AuditTrail.NotDone;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET /v1/export}: all events that a filter finds, oldest first, as a file. It is written while it is read, as fast
 * as its reader takes it. How it ended stands in the trailer {@value #RESULT}, in a header where it is known before, and
 * in the file itself where its form allows that; one that was interrupted has no end.
 */
public final class ExportRoute {
    static final String RESULT = "Gatehouse-Export";

    private final Admitted admitted;
    private final Visibility visibility;
    private final ExportFormats formats;
    private final Freshness freshness;
    private final QueryThreads threads;
    private final AuditTrail trail;
    private final Duration patience;
    private final InstantSource clock;

    /** @param patience how long a reader may take for a piece of the file */
    public ExportRoute(
            Admitted admitted,
            Visibility visibility,
            ExportFormats formats,
            Freshness freshness,
            QueryThreads threads,
            AuditTrail trail,
            Duration patience,
            InstantSource clock) {
        this.admitted = admitted;
        this.visibility = visibility;
        this.formats = formats;
        this.freshness = freshness;
        this.threads = threads;
        this.trail = trail;
        this.patience = patience;
        this.clock = clock;
    }

    /** Serves an export. */
    public void handle(RoutingContext context) {
        admitted.serve(context, caller -> {
            visibility.requireAny(caller);
            EventParameters parameters =
                    new EventParameters(QueryString.parse(context.request().query()), EventParameters.EXPORT);
            ExportFormats.Format format = parameters
                    .text("format")
                    .map(word -> EventParameters.word(
                            "format", word, ExportFormats.Format.values(), ExportFormats.Format::word))
                    .orElse(ExportFormats.Format.NDJSON);
            EventFilter filter = parameters.filter(clock.instant(), VisibleSources.NONE);
            formats.check(filter);
            var _ = freshness.await();
            if (!threads.export(() -> export(context, caller, filter, format))) {
                admitted.problem(
                        context,
                        new Problem(503, "too-many-exports", "Unavailable", "As many exports as may be are under way.")
                                .retryingAfter(Problems.RETRY_SECONDS));
            }
        });
    }

    private void export(RoutingContext context, Caller caller, EventFilter filter, ExportFormats.Format format) {
        admitted.guarded(context, () -> {
            boolean ended = false;
            try {
                EventFilter seen = filter.seenBy(visibility.of(caller));
                Optional<ExportResult> result = trail.change(
                        caller,
                        Capabilities.sources(),
                        "export",
                        () -> written(context, seen, format),
                        ExportRoute::ending);
                ended = result.isPresent();
            } finally {
                if (!ended && context.response().headWritten()) {
                    // A body without its end: whoever reads it knows that it is not whole.
                    context.request().connection().close();
                }
            }
        });
    }

    /** Empty where the reader has gone, or was too slow. */
    private Optional<ExportResult> written(RoutingContext context, EventFilter filter, ExportFormats.Format format) {
        HttpServerResponse response = Admitted.head(context, format.contentType())
                .setChunked(true)
                .putHeader("Trailer", RESULT)
                .putHeader(
                        "Content-Disposition",
                        "attachment; filename=\"events-" + stamp() + "." + format.extension() + "\"");
        ResponseOutput output = new ResponseOutput(response, patience);
        try {
            ExportResult result =
                    formats.write(format, filter, known -> response.putHeader(RESULT, text(known)), output);
            output.end(RESULT, text(result));
            return Optional.of(result);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String stamp() {
        return clock.instant().toString().replaceAll("[^0-9TZ]", "").replaceFirst("(T[0-9]{6})[0-9]*", "$1");
    }

    private static String text(ExportResult result) {
        return (result.complete() ? "complete" : "cut") + "; rows=" + result.rows()
                + result.cut().map(cut -> "; by=" + cut.word()).orElse("");
    }

    private static Ending ending(Optional<ExportResult> result) {
        return result.<Ending>map(ExportRoute::done).orElseGet(() -> new NotDone("interrupted"));
    }

    private static Done done(ExportResult result) {
        return new Done(String.format(Locale.ROOT, "%d events", result.rows())
                + result.cut().map(cut -> ", cut by " + cut.word()).orElse(""));
    }
}
