package dev.gatehouse.client.secret;

import dev.gatehouse.client.background.Rounds;
import dev.gatehouse.client.event.ClientEvents;
import dev.gatehouse.client.event.Listeners;
import dev.gatehouse.client.event.Subscription;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.http.ServiceState;
import dev.gatehouse.client.secret.SecretFetch.Result;
import dev.gatehouse.client.secret.SecretsJson.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Secrets, by their whole names: {@code aurora/dev/openai-api-key}.
 *
 * <p>The first {@link #get} of a name asks config-service, and blocks; after that the value is at hand, and kept up to date. A rotation
 * takes nothing away: the current version is given out until the new one is here, and the one before can be had for a while longer, to
 * verify what was made with it.
 *
 * <p><b>Adoption.</b> The versions in use are reported: after each change, every {@code period}, and none at the end. A version is in use when
 * each {@link RotationListener} has returned, so that config-service does not retire the one before while the application still needs
 * it. Who registers no listener and keeps no lease uses the new version from the next {@link #get} on.
 *
 * <p>While the service is away, or no longer gives a secret out, its last value is given out until the service's last word on it is
 * {@code maxStale} old. Values are in memory only. At most {@value #MAX_HELD} secrets are held.
 */
public final class GatehouseSecrets implements AutoCloseable {
    /** As many as a report of adoption can name. */
    public static final int MAX_HELD = 100;

    private final Map<String, HeldSecret> held = new ConcurrentHashMap<>();
    private final ReentrantLock loading = new ReentrantLock();
    private final SecretSettings settings;
    private final InstantSource clock;
    private final SecretFetch fetch;
    private final SecretKeeper keeper;
    private final Listeners<RotationListener> listeners;
    private final Rounds keeps;
    private final Rounds tells;
    private volatile boolean closed;

    /** Not yet started. */
    public GatehouseSecrets(
            Holder holder,
            ServiceCalls calls,
            SecretSettings settings,
            ClientEvents events,
            InstantSource clock,
            RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.fetch = new SecretFetch(calls, clock);
        this.listeners = new Listeners<>(events);
        this.keeper = new SecretKeeper(held, holder, calls, settings, this::rotated, events, clock, random);
        this.keeps = new Rounds("secrets", keeper::step, events);
        this.tells = new Rounds("secret-rotations", new RotationTeller(held, listeners, this::adopted)::step, events);
    }

    /** Begins to keep secrets up to date; once. */
    public void start() {
        keeps.start();
        tells.start();
    }

    /**
     * The current version, in a copy that the caller closes.
     *
     * @throws SecretUnavailable it can't be had, or what is at hand is too old
     * @throws IllegalStateException it would be one secret more than can be held
     */
    public SecretLease get(String name) {
        HeldSecret secret = held.get(name);
        return lease(secret == null ? load(name) : secret);
    }

    /** The version before the current one, as long as it is kept; a copy that the caller closes. */
    public Optional<SecretLease> previous(String name) {
        HeldSecret secret = held.get(name);
        return secret == null || closed ? Optional.empty() : secret.previous();
    }

    /** The current version and, as long as it is kept, the one before: for verifying what may have been made with either. */
    public List<SecretLease> both(String name) {
        SecretLease current = get(name);
        return previous(name).map(before -> List.of(current, before)).orElse(List.of(current));
    }

    /** Holds it no longer: its values are overwritten, and it is left out of the reports. */
    public void forget(String name) {
        HeldSecret secret = held.remove(name);
        if (secret != null) {
            secret.wipe();
            keeps.wake();
        }
    }

    /** Tells a listener of rotations from now on. */
    public Subscription onRotation(RotationListener listener) {
        return listeners.add(listener);
    }

    /** Asks for all that is held, soon; called when something says that there may be other versions. */
    public void refresh() {
        keeper.readAll();
        keeps.wake();
    }

    public ServiceState state() {
        return keeper.state();
    }

    /** How long ago the service last said that what is held of a secret is current; empty where it is not held. */
    public Optional<Duration> age(String name) {
        return Optional.ofNullable(held.get(name)).map(this::age);
    }

    /** Says goodbye, and overwrites every value. Leases stay their holders'. */
    @Override
    public void close() {
        closed = true;
        keeps.close();
        tells.close();
        keeper.goodbye();
        loading.lock();
        try {
            held.values().forEach(HeldSecret::wipe);
            held.clear();
        } finally {
            loading.unlock();
        }
    }

    private SecretLease lease(HeldSecret secret) {
        if (closed) {
            throw new SecretUnavailable(secret.name(), "closed");
        }
        Duration age = age(secret);
        if (age.compareTo(settings.maxStale()) >= 0) {
            throw new SecretUnavailable(
                    secret.name(),
                    "too-old",
                    "what is at hand was confirmed " + age.toSeconds() + " s ago; at most "
                            + settings.maxStale().toSeconds() + " s are allowed");
        }
        return secret.current();
    }

    private HeldSecret load(String name) {
        loading.lock();
        try {
            if (closed) {
                throw new SecretUnavailable(name, "closed");
            }
            HeldSecret secret = held.get(name);
            if (secret == null) {
                requireRoom();
                secret = fetched(name);
                held.put(name, secret);
                keeps.wake();
            }
            return secret;
        } finally {
            loading.unlock();
        }
    }

    private HeldSecret fetched(String name) {
        try {
            return switch (fetch.fetch(List.of(name))) {
                case Result.Failed failed ->
                    throw new SecretUnavailable(name, failed.failure().reason());
                case Result.Fetched(Map<String, Outcome> outcomes) ->
                    found(name, outcomes.getOrDefault(name, new Outcome.Missing("malformed-answer")));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SecretUnavailable(name, "interrupted");
        }
    }

    private HeldSecret found(String name, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Missing(String reason) -> throw new SecretUnavailable(name, reason);
            case Outcome.Found(String version, SecretText value) ->
                new HeldSecret(name, version, value, clock.instant());
        };
    }

    private void requireRoom() {
        if (held.size() >= MAX_HELD) {
            throw new IllegalStateException("at most " + MAX_HELD + " secrets can be held; forget one");
        }
    }

    private Duration age(HeldSecret secret) {
        Instant now = clock.instant();
        Duration age = Duration.between(secret.confirmedAt(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private void rotated() {
        tells.wake();
    }

    private void adopted() {
        keeps.wake();
    }
}
