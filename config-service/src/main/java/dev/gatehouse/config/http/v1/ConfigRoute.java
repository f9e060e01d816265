package dev.gatehouse.config.http.v1;

import dev.gatehouse.config.delivery.ConfigDelivery;
import dev.gatehouse.config.delivery.ConfigDelivery.Answer;
import dev.gatehouse.config.http.WireAnswers;
import dev.gatehouse.config.snapshot.Format;
import dev.gatehouse.config.snapshot.SnapshotId;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * {@code GET /v1/config/{environment}/{application}}.
 *
 * <p>What is at hand is answered on the event loop: the caller, the snapshot and its rendering are three look-ups, and
 * nothing is computed. All else goes to a virtual thread. It is a plain route because a resource method's own cost
 * would be most of the request's.
 */
public final class ConfigRoute {
    private final Admission admission;
    private final ConfigDelivery delivery;
    private final WireAnswers answers;
    private final LongPolls polls;
    private final EventStreams streams;
    private final Executor workers;
    private final InstantSource clock;

    public ConfigRoute(
            Admission admission,
            ConfigDelivery delivery,
            WireAnswers answers,
            LongPolls polls,
            EventStreams streams,
            Executor workers,
            InstantSource clock) {
        this.admission = admission;
        this.delivery = delivery;
        this.answers = answers;
        this.polls = polls;
        this.streams = streams;
        this.workers = workers;
        this.clock = clock;
    }

    /** Serves a request; called on the event loop. */
    public void handle(RoutingContext context) {
        Optional<Format> format = MediaTypes.plain(context.request().headers().get(HttpHeaders.ACCEPT));
        Optional<Admission.Verdict> verdict = admission.now(context.request());
        if (format.isPresent() && verdict.isPresent() && verdict.get() instanceof Admission.Admitted(Caller caller)) {
            Optional<Answer> answer = delivery.now(caller, id(context), format.get(), known(context));
            if (answer.isPresent()) {
                answers.send(context, answer.get(), clock.instant());
                return;
            }
            workers.execute(() -> answers.guarded(context, () -> read(context, caller)));
            return;
        }
        workers.execute(() -> answers.guarded(context, () -> admitted(context, verdict)));
    }

    private void admitted(RoutingContext context, Optional<Admission.Verdict> verdict) {
        switch (verdict.orElseGet(() -> admission.admit(context.request()))) {
            case Admission.Admitted(Caller caller) -> read(context, caller);
            case Admission.Refused(Problem problem) -> answers.send(context, problem);
        }
    }

    private void read(RoutingContext context, Caller caller) {
        String accept = Objects.requireNonNullElse(context.request().headers().get(HttpHeaders.ACCEPT), "");
        if (accept.startsWith(MediaTypes.EVENT_STREAM)) {
            streams.open(context, caller, id(context));
            return;
        }
        Optional<Format> format = MediaTypes.negotiated(context);
        if (format.isEmpty()) {
            answers.send(context, Problems.NOT_ACCEPTABLE);
            return;
        }
        Optional<Duration> wait = Waits.of(context.request().getParam("wait"));
        if (wait.isPresent() && known(context).isPresent()) {
            polls.open(
                    context, caller, id(context), format.get(), known(context).get(), wait.get());
            return;
        }
        Optional<Answer> answer = delivery.read(caller, id(context), format.get(), known(context));
        if (answer.isPresent()) {
            answers.send(context, answer.get(), clock.instant());
        } else {
            answers.send(context, Problems.NOT_FOUND);
        }
    }

    private static SnapshotId id(RoutingContext context) {
        return new SnapshotId(context.pathParam("environment"), context.pathParam("application"));
    }

    private static Optional<String> known(RoutingContext context) {
        return Optional.ofNullable(context.request().headers().get(HttpHeaders.IF_NONE_MATCH));
    }
}
