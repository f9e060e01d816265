package dev.gatehouse.config.http.v1;

import dev.gatehouse.config.delivery.ConfigDelivery;
import dev.gatehouse.config.delivery.ConfigDelivery.Answer;
import dev.gatehouse.config.delivery.ConfigDelivery.NotModified;
import dev.gatehouse.config.http.WireAnswers;
import dev.gatehouse.config.snapshot.Format;
import dev.gatehouse.config.snapshot.SnapshotId;
import dev.gatehouse.config.snapshot.Watches;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Problems;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Requests that wait for a snapshot to change. A waiting one holds a timer and a watch, and no thread. */
public final class LongPolls {
    private final Vertx vertx;
    private final ConfigDelivery delivery;
    private final Watches watches;
    private final WireAnswers answers;
    private final Executor workers;
    private final InstantSource clock;

    public LongPolls(
            Vertx vertx,
            ConfigDelivery delivery,
            Watches watches,
            WireAnswers answers,
            Executor workers,
            InstantSource clock) {
        this.vertx = vertx;
        this.delivery = delivery;
        this.watches = watches;
        this.answers = answers;
        this.workers = workers;
        this.clock = clock;
    }

    /** Answers when the snapshot is no longer what the caller has, at the latest after {@code wait} with 304. */
    void open(RoutingContext context, Caller caller, SnapshotId id, Format format, String known, Duration wait) {
        Poll poll = new Poll(context, caller, id, format, known);
        // Refused, or unknown, before there is anything to clean up.
        if (delivery.offer(caller, id).isEmpty()) {
            answers.send(context, Problems.NOT_FOUND);
            return;
        }
        poll.start(wait);
    }

    private final class Poll {
        private final RoutingContext context;
        private final Caller caller;
        private final SnapshotId id;
        private final Format format;
        private final String known;
        private final Wakeups wakeups = new Wakeups(workers, this::look);

        Poll(RoutingContext context, Caller caller, SnapshotId id, Format format, String known) {
            this.context = context;
            this.caller = caller;
            this.id = id;
            this.format = format;
            this.known = known;
        }

        void start(Duration wait) {
            Watches.Watch watch = watches.watch(id, wakeups::wake);
            long timer = vertx.setTimer(Math.max(1, wait.toMillis()), t -> wakeups.last());
            Runnable cleanUp = () -> {
                watch.close();
                var _ = vertx.cancelTimer(timer);
                wakeups.stop();
            };
            context.addEndHandler(ended -> cleanUp.run());
            // Of a client that had gone before, or of a wait that was over before, nobody tells.
            if (context.response().closed() || context.response().ended()) {
                cleanUp.run();
            }
            wakeups.wake();
        }

        /** Answers if there is something new, or if this was the last look. */
        private boolean look(boolean last) {
            answers.guarded(context, () -> {
                Optional<Answer> answer = delivery.read(caller, id, format, Optional.of(known));
                if (answer.isEmpty()) {
                    answers.send(context, Problems.NOT_FOUND);
                } else if (last || !(answer.get() instanceof NotModified)) {
                    answers.send(context, answer.get(), clock.instant());
                }
            });
            return context.response().ended();
        }
    }
}
