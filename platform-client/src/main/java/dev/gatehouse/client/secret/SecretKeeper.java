package dev.gatehouse.client.secret;

import dev.gatehouse.client.event.ClientEvents;
import dev.gatehouse.client.http.Failure;
import dev.gatehouse.client.http.Reply;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.http.ServiceState;
import dev.gatehouse.client.http.Standing;
import dev.gatehouse.client.secret.SecretFetch.Result;
import dev.gatehouse.client.secret.SecretsJson.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is held up to date, and reports it. One thread's.
 *
 * <p>A report of the versions in use hands out no value, and its answer names those that are not current any more; only they are read. A
 * service that takes no reports is asked for all values instead. One secret that may not be read, or is another environment's, would have
 * the whole report refused: such a one is left out of it, and read each time.
 */
final class SecretKeeper {
    private static final int OK = 200;
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Map<String, HeldSecret> held;
    private final Holder holder;
    private final ServiceCalls calls;
    private final SecretFetch fetch;
    private final SecretSettings settings;
    private final Runnable rotated;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Standing standing;
    private final Set<String> missing = new HashSet<>();
    private volatile boolean readAll;
    private boolean reported;

    /** @param rotated called after there are other versions; returns at once */
    SecretKeeper(
            Map<String, HeldSecret> held,
            Holder holder,
            ServiceCalls calls,
            SecretSettings settings,
            Runnable rotated,
            ClientEvents events,
            InstantSource clock,
            RandomGenerator random) {
        this.held = held;
        this.holder = holder;
        this.calls = calls;
        this.fetch = new SecretFetch(calls, clock);
        this.settings = settings;
        this.rotated = rotated;
        this.clock = clock;
        this.random = random;
        this.standing = new Standing("secrets", events, clock, random);
    }

    ServiceState state() {
        return standing.state();
    }

    /** In the next round all are read. */
    void readAll() {
        readAll = true;
    }

    /** Reports, reads what is due, and drops what is over; returns how long to rest before the next time. */
    Duration step() throws InterruptedException {
        held.values().forEach(secret -> secret.age(clock.instant(), settings.keepPrevious()));
        if (held.isEmpty() && !reported) {
            return settings.period();
        }
        boolean all = readAll;
        readAll = false;
        Set<String> names = new TreeSet<>(held.keySet());
        Map<String, String> inUse = inUse();
        Reply reply = calls.post("/v1/adoption", AdoptionJson.report(holder, inUse));
        Optional<AdoptionJson.Answer> answer = reply instanceof Reply.Answered answered && answered.status() == OK
                ? AdoptionJson.read(answered.body())
                : Optional.empty();
        if (answer.isEmpty() && reply.failed(clock.instant()) instanceof Failure.Passing away) {
            readAll = all;
            return failed(away);
        }
        reported = answer.isPresent() && !inUse.isEmpty();
        Set<String> due = all || answer.isEmpty()
                ? names
                : due(names, inUse.keySet(), answer.get().refresh());
        Optional<Failure> failure = read(due);
        if (failure.isPresent()) {
            readAll = all;
            return failed(failure.get());
        }
        standing.fine();
        return answer.flatMap(AdoptionJson.Answer::againWithin)
                .filter(within -> within.compareTo(settings.period()) < 0)
                .map(this::jittered)
                .orElseGet(() -> jittered(settings.period()));
    }

    /** Says that nothing is held any more; waits for a short while, and for no other attempt. */
    void goodbye() {
        if (held.isEmpty()) {
            return;
        }
        try {
            var _ = calls.post("/v1/adoption", AdoptionJson.report(holder, Map.of()), GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> inUse() {
        Map<String, String> versions = new TreeMap<>();
        held.forEach((name, secret) -> {
            if (holder.mayReport(name) && !missing.contains(name)) {
                versions.put(name, secret.adopted());
            }
        });
        return versions;
    }

    /** Which are to be read. The others are what the service calls current, and so confirmed. */
    private Set<String> due(Set<String> names, Set<String> inReport, Set<String> outdated) {
        Instant now = clock.instant();
        Set<String> due = new TreeSet<>();
        for (String name : names) {
            HeldSecret secret = held.get(name);
            if (secret == null) {
                continue;
            }
            // What is not yet in use was not reported, so the answer says nothing of it.
            if (secret.toBeTold() || outdated.contains(name) || !inReport.contains(name)) {
                due.add(name);
            } else {
                secret.confirm(now);
            }
        }
        return due;
    }

    private Optional<Failure> read(Set<String> due) throws InterruptedException {
        if (due.isEmpty()) {
            return Optional.empty();
        }
        return switch (fetch.fetch(due)) {
            case Result.Failed(Failure failure) -> Optional.of(failure);
            case Result.Fetched(Map<String, Outcome> outcomes) -> {
                outcomes.forEach(this::accept);
                yield Optional.empty();
            }
        };
    }

    private void accept(String name, Outcome outcome) {
        switch (outcome) {
            // It is kept: it is given out until it is too old.
            case Outcome.Missing ignored -> missing.add(name);
            case Outcome.Found(String version, SecretText value) -> {
                missing.remove(name);
                accept(held.get(name), version, value);
            }
        }
    }

    private void accept(@Nullable HeldSecret secret, String version, SecretText value) {
        if (secret == null) {
            value.close();
        } else if (secret.accept(version, value, clock.instant())) {
            rotated.run();
        }
    }

    /** No later than there would be a report anyway. */
    private Duration failed(Failure failure) {
        Duration rest = standing.failed(failure);
        boolean asked =
                failure instanceof Failure.Passing(String ignored, Optional<Duration> after) && after.isPresent();
        return asked || rest.compareTo(settings.period()) < 0 ? rest : jittered(settings.period());
    }

    /** From three quarters of it to all of it, so that not all report at the same beat. */
    private Duration jittered(Duration duration) {
        long millis = duration.toMillis();
        return Duration.ofMillis(millis - millis / 4 + random.nextLong(millis / 4 + 1));
    }
}
