package dev.gatehouse.client.config;

import dev.gatehouse.client.event.ClientEvents;
import dev.gatehouse.client.http.Failure;
import dev.gatehouse.client.http.Reply;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.http.ServiceState;
import dev.gatehouse.client.http.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks for the snapshot: at first and after a failure plainly, else by long polls that end when it has changed. One thread's.
 *
 * <p>A service or a proxy that answers long polls at once, or sends the same again, is asked no more often than every few seconds.
 */
final class ConfigPoller {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(250);
    private static final long IDLE_MILLIS = 5_000;

    private final SnapshotId id;
    private final ServiceCalls calls;
    private final CurrentConfig current;
    private final KeptSnapshot kept;
    private final ConfigSettings settings;
    private final Runnable changed;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Standing standing;

    private boolean confirmed;
    private Instant savedAt = Instant.MIN;

    /** @param changed called after another snapshot is at hand; returns at once */
    ConfigPoller(
            SnapshotId id,
            ServiceCalls calls,
            CurrentConfig current,
            KeptSnapshot kept,
            ConfigSettings settings,
            Runnable changed,
            ClientEvents events,
            InstantSource clock,
            RandomGenerator random) {
        this.id = id;
        this.calls = calls;
        this.current = current;
        this.kept = kept;
        this.settings = settings;
        this.changed = changed;
        this.clock = clock;
        this.random = random;
        this.standing = new Standing("config", events, clock, random);
    }

    ServiceState state() {
        return standing.state();
    }

    /** Asks once; returns how long to rest before the next time. */
    Duration step() throws InterruptedException {
        Optional<String> etag = current.snapshot().flatMap(ConfigSnapshot::etag);
        boolean wait = confirmed && etag.isPresent();
        Instant asked = clock.instant();
        Reply reply = calls.get(
                "/v1/config/" + id + (wait ? "?wait=" + settings.pollWait().toSeconds() + "s" : ""),
                etag.map(tag -> Map.of("If-None-Match", tag)).orElse(Map.of()),
                wait ? settings.pollWait() : Duration.ZERO);
        if (reply instanceof Reply.Answered answered && answered.status() == OK) {
            return received(answered);
        }
        if (reply instanceof Reply.Answered answered && answered.status() == NOT_MODIFIED && etag.isPresent()) {
            return unchanged(answered, wait, asked);
        }
        return failed(reply.failed(clock.instant()));
    }

    /** Keeps the time of the last confirmation, at the end. */
    void save() {
        current.snapshot().ifPresent(snapshot -> save(snapshot, current.confirmedAt()));
    }

    private Duration received(Reply.Answered answer) {
        Optional<ConfigSnapshot> read = SnapshotJson.read(id, answer.etag().orElse(""), answer.body());
        if (read.isEmpty()) {
            return failed(new Failure.Passing("malformed-answer"));
        }
        ConfigSnapshot snapshot = read.get();
        boolean same = current.snapshot().flatMap(ConfigSnapshot::etag).equals(snapshot.etag());
        Instant confirmedAt = answer.confirmedAt(clock.instant());
        current.accept(snapshot, confirmedAt, answer.stale());
        fine();
        changed.run();
        save(snapshot, confirmedAt);
        return same ? idle() : BETWEEN_CHANGES;
    }

    private Duration unchanged(Reply.Answered answer, boolean waited, Instant asked) {
        Instant now = clock.instant();
        current.confirm(answer.confirmedAt(now), answer.stale());
        fine();
        if (Duration.between(savedAt, now).compareTo(settings.saveEvery()) >= 0) {
            save();
        }
        boolean soon =
                Duration.between(asked, now).compareTo(settings.pollWait().dividedBy(2)) < 0;
        return waited && soon ? idle() : Duration.ZERO;
    }

    private Duration failed(Failure failure) {
        confirmed = false;
        return standing.failed(failure);
    }

    private void fine() {
        confirmed = true;
        standing.fine();
    }

    private void save(ConfigSnapshot snapshot, Instant confirmedAt) {
        savedAt = clock.instant();
        kept.save(snapshot, confirmedAt);
    }

    /** From half of it to all of it. */
    private Duration idle() {
        return Duration.ofMillis(IDLE_MILLIS / 2 + random.nextLong(IDLE_MILLIS / 2 + 1));
    }
}
