package dev.gatehouse.client.flag;

import dev.gatehouse.client.event.ClientEvents;
import dev.gatehouse.client.http.Failure;
import dev.gatehouse.client.http.Reply;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.http.ServiceState;
import dev.gatehouse.client.http.Standing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Reads all flags, page by page, every period. One thread's. */
final class FlagPoller {
    private static final int OK = 200;
    private static final int MAX_PAGES = 100;

    private final ServiceCalls calls;
    private final FlagSettings settings;
    private final Taker taker;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Standing standing;

    /** Takes what was read. */
    interface Taker {
        /** All flags' definitions by name, and when the reading began. */
        void take(Map<String, String> definitions, Instant at);
    }

    FlagPoller(
            ServiceCalls calls,
            FlagSettings settings,
            Taker taker,
            ClientEvents events,
            InstantSource clock,
            RandomGenerator random) {
        this.calls = calls;
        this.settings = settings;
        this.taker = taker;
        this.clock = clock;
        this.random = random;
        this.standing = new Standing("flags", events, clock, random);
    }

    ServiceState state() {
        return standing.state();
    }

    Duration step() throws InterruptedException {
        Instant began = clock.instant();
        Map<String, String> all = new HashMap<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            Reply reply = calls.get(target(cursor), Map.of(), Duration.ZERO);
            if (!(reply instanceof Reply.Answered answer && answer.status() == OK)) {
                return standing.failed(reply.failed(clock.instant()));
            }
            Optional<FlagsJson.Page> read = FlagsJson.read(settings.folder() + "/", answer.body());
            if (read.isEmpty()) {
                return standing.failed(new Failure.Passing("malformed-answer"));
            }
            all.putAll(read.get().definitions());
            cursor = read.get().next();
            if (cursor.isEmpty()) {
                taker.take(all, began);
                standing.fine();
                return rest();
            }
        }
        return standing.failed(new Failure.Refusal("too-many-pages"));
    }

    private String target(Optional<String> cursor) {
        return "/v1/parameters" + settings.folder() + "?recursive=true&limit=1000"
                + cursor.map(at -> "&cursor=" + URLEncoder.encode(at, StandardCharsets.UTF_8))
                        .orElse("");
    }

    /** From three quarters of the period to all of it. */
    private Duration rest() {
        long millis = settings.period().toMillis();
        return Duration.ofMillis(millis - millis / 4 + random.nextLong(millis / 4 + 1));
    }
}
