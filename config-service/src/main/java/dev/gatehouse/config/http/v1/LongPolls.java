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
import org.jspecify.annotations.Nullable;

/** Requests that wait for a snapshot to change. A waiting one holds a timer and a watch, and no thread. */
public final class LongPolls {
    private static final long NO_TIMER = -1;

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
        private volatile Watches.@Nullable Watch watch;
        private volatile long timer = NO_TIMER;

        Poll(RoutingContext context, Caller caller, SnapshotId id, Format format, String known) {
            this.context = context;
            this.caller = caller;
            this.id = id;
            this.format = format;
            this.known = known;
        }

        void start(Duration wait) {
            // The end is listened for before anything can bring it about: of one that was before, nobody tells.
            context.addEndHandler(ended -> cleanUp());
            watch = watches.watch(id, wakeups::wake);
            timer = vertx.setTimer(Math.max(1, wait.toMillis()), t -> wakeups.last());
            // Of a client that had gone before the watch and the timer were known, too.
            if (context.response().closed() || context.response().ended()) {
                cleanUp();
            }
            wakeups.wake();
        }

        private void cleanUp() {
            wakeups.stop();
            Watches.Watch opened = watch;
            if (opened != null) {
                opened.close();
            }
            var _ = vertx.cancelTimer(timer);
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
