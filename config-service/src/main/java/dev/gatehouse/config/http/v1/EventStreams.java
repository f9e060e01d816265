package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.config.delivery.ConfigDelivery;
import dev.gatehouse.config.delivery.ConfigDelivery.Offer;
import dev.gatehouse.config.http.WireAnswers;
import dev.gatehouse.config.snapshot.Format;
import dev.gatehouse.config.snapshot.SnapshotId;
import dev.gatehouse.config.snapshot.Watches;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.Problems;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Streams of changes of a snapshot, as server-sent events.
 *
 * <p>An event says that there is a new version and which keys it changed, never a value: the client then reads the
 * snapshot. Its id is the snapshot's tag, so that a client that comes back with {@code Last-Event-ID} is told what it
 * missed. When it is not remembered what that tag stood for, {@code changed} is null, and everything may have changed.
 *
 * <p>A stream ends when its credential does.
 */
public final class EventStreams {
    private static final long REMEMBERED = 1_000;
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Admission admission;
    private final ConfigDelivery delivery;
    private final Watches watches;
    private final WireAnswers answers;
    private final Executor workers;
    private final Duration heartbeat;
    private final Cache<String, SortedMap<String, String>> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** @param heartbeat how often a comment is sent, and the credential looked at */
    public EventStreams(
            Vertx vertx,
            Admission admission,
            ConfigDelivery delivery,
            Watches watches,
            WireAnswers answers,
            Executor workers,
            Duration heartbeat) {
        this.vertx = vertx;
        this.admission = admission;
        this.delivery = delivery;
        this.watches = watches;
        this.answers = answers;
        this.workers = workers;
        this.heartbeat = heartbeat;
    }

    void open(RoutingContext context, Caller caller, SnapshotId id) {
        if (delivery.offer(caller, id).isEmpty()) {
            answers.send(context, Problems.NOT_FOUND);
            return;
        }
        new Stream(context, caller, id).start();
    }

    private final class Stream {
        private final RoutingContext context;
        private final Caller caller;
        private final SnapshotId id;
        private final Wakeups wakeups = new Wakeups(workers, last -> look());
        private volatile Watches.@Nullable Watch watch;
        private volatile long timer = NO_TIMER;
        private @Nullable String sent;

        Stream(RoutingContext context, Caller caller, SnapshotId id) {
            this.context = context;
            this.caller = caller;
            this.id = id;
            String lastEventId = context.request().headers().get("Last-Event-ID");
            this.sent = lastEventId == null ? null : '"' + lastEventId + '"';
        }

        void start() {
            HttpServerResponse response = context.response();
            response.setChunked(true);
            response.putHeader("Content-Type", MediaTypes.EVENT_STREAM);
            response.putHeader("Cache-Control", "no-store");
            response.putHeader("X-Accel-Buffering", "no");
            // The end is listened for before anything can bring it about: of one that was before, nobody tells.
            context.addEndHandler(ended -> cleanUp());
            watch = watches.watch(id, wakeups::wake);
            timer = vertx.setPeriodic(heartbeat.toMillis(), t -> workers.execute(this::beat));
            // Of a client that had gone before the watch and the timer were known, too.
            if (response.closed() || response.ended()) {
                cleanUp();
            }
            write(": open\n\n");
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

        private void beat() {
            answers.guarded(context, () -> {
                if (admission.stillValid(context.request())) {
                    write(": alive\n\n");
                } else {
                    var _ = context.response().end();
                }
            });
        }

        private boolean look() {
            try {
                delivery.offer(caller, id).ifPresentOrElse(this::tell, () -> {
                    var _ = context.response().end();
                });
            } catch (RuntimeException e) {
                // The head is sent; a client that is cut off comes back, and is then told the problem.
                var _ = context.response().end();
            }
            return context.response().ended();
        }

        private void tell(Offer offer) {
            String etag = offer.resolved().etag(Format.JSON);
            SortedMap<String, String> stamps = offer.resolved().stamps();
            remembered.put(etag, stamps);
            if (etag.equals(sent)) {
                return;
            }
            ObjectNode data = Json.object();
            data.put("version", offer.resolved().view().version());
            Optional<SortedMap<String, String>> before =
                    Optional.ofNullable(sent).map(remembered::getIfPresent);
            if (before.isPresent()) {
                changed(before.get(), stamps).forEach(data.putArray("changed")::add);
            } else {
                data.putNull("changed");
            }
            sent = etag;
            write("event: change\nid: " + etag.substring(1, etag.length() - 1) + "\ndata: "
                    + new String(Json.bytes(data), StandardCharsets.UTF_8) + "\n\n");
        }

        private void write(String text) {
            if (!context.response().ended() && !context.response().closed()) {
                var _ = context.response().write(text);
            }
        }
    }

    private static Set<String> changed(SortedMap<String, String> before, SortedMap<String, String> after) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
        return keys;
    }
}
