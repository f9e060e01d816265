package dev.gatehouse.client.config;

import dev.gatehouse.client.background.Rounds;
import dev.gatehouse.client.disk.OwnFolder;
import dev.gatehouse.client.disk.SealedFile;
import dev.gatehouse.client.disk.SnapshotKey;
import dev.gatehouse.client.event.ClientEvents;
import dev.gatehouse.client.event.Listeners;
import dev.gatehouse.client.event.Subscription;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.http.ServiceState;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An application's configuration, in memory.
 *
 * <p><b>Reads.</b> A key is the parameter's path below its layer with dots, as config-service delivers it: {@code http.request-timeout}. A
 * read never blocks and never waits for the network. The first read of a key as a type parses it; after that a read allocates nothing.
 * All keys of one moment come from one snapshot, but two reads may see two moments.
 *
 * <p><b>Age.</b> The age is the time since the service's store last confirmed the configuration. While the service is away the last
 * one is read, and {@link #age}, {@link #stale} and {@link #state} say so; when it is {@code maxStale} old, every read throws {@link
 * ConfigTooOld}, at the latest a second after that, until the service has answered.
 *
 * <p>Every read throws {@link MissingKey} where there is no such key, and {@link WrongType} where it is not of the type; the
 * {@code find} forms are empty in place of {@link MissingKey}. Values of references to secrets are in here too, as texts: what is
 * rotated is better read from {@code GatehouseSecrets}.
 */
public final class GatehouseConfig implements ConfigReads, AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SnapshotId id;
    private final CurrentConfig current;
    private final ConfigPoller poller;
    private final Listeners<ConfigListener> listeners;
    private final Listeners<Runnable> wakeups;
    private final Rounds polls;
    private final Rounds tells;
    private final Rounds looks;
    private final CountDownLatch asked = new CountDownLatch(1);

    private GatehouseConfig(
            SnapshotId id,
            ServiceCalls calls,
            ConfigSettings settings,
            Optional<SealedFile> file,
            ClientEvents events,
            InstantSource clock,
            SecureRandom random) {
        this.id = id;
        this.current = new CurrentConfig(id, settings, clock);
        this.listeners = new Listeners<>(events);
        this.wakeups = new Listeners<>(events);
        KeptSnapshot kept = new KeptSnapshot(id, file, events);
        kept.load().ifPresent(last -> current.accept(last.snapshot(), last.confirmedAt(), true));
        this.poller = new ConfigPoller(id, calls, current, kept, settings, this::changed, events, clock, random);
        ChangeTeller teller = new ChangeTeller(current, listeners);
        this.polls = new Rounds("config", this::poll, events);
        this.tells = new Rounds("config-changes", teller::step, events);
        this.looks = new Rounds("config-age", this::look, events);
        teller.step();
    }

    /**
     * Opens it: takes what is kept on disk, and asks the service.
     *
     * @param folder where the snapshot is kept; empty where it is not
     * @param startWithin how long to wait for the first answer
     * @throws ConfigUnavailable there was none, and nothing that is kept may be read
     */
    public static GatehouseConfig open(
            SnapshotId id,
            ServiceCalls calls,
            ConfigSettings settings,
            Optional<Kept> folder,
            Duration startWithin,
            ClientEvents events,
            InstantSource clock,
            SecureRandom random) {
        Optional<SealedFile> file = folder.map(kept ->
                new SealedFile(kept.folder(), KeptSnapshot.fileName(id), KeptSnapshot.label(id), kept.key(), random));
        GatehouseConfig config = new GatehouseConfig(id, calls, settings, file, events, clock, random);
        config.start(startWithin);
        return config;
    }

    /** Where a snapshot is kept, and the key that it is sealed with. */
    public record Kept(OwnFolder folder, SnapshotKey key) {}

    public SnapshotId id() {
        return id;
    }

    /** How long ago the service's store last confirmed what is read. */
    public Duration age() {
        return current.age();
    }

    /** Whether it is older than it should be, or the service itself could not confirm it. */
    public boolean stale() {
        return current.stale();
    }

    public ServiceState state() {
        return poller.state();
    }

    /** All keys, ordered; a copy. */
    public Set<String> keys() {
        return new TreeSet<>(current.readable().values().keySet());
    }

    @Override
    public <T> T get(String key, ValueType<T> type) {
        ConfigValue value = current.find(key);
        if (value == null) {
            throw missing(key);
        }
        Optional<T> read = value.as(type);
        if (read.isEmpty()) {
            throw new WrongType("the key '" + key + "' of " + id + " is no " + type);
        }
        return read.get();
    }

    @Override
    public <T> Optional<T> find(String key, ValueType<T> type) {
        ConfigValue value = current.find(key);
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> read = value.as(type);
        if (read.isEmpty()) {
            throw new WrongType("the key '" + key + "' of " + id + " is no " + type);
        }
        return read;
    }

    @Override
    public String getString(String key) {
        ConfigValue value = current.find(key);
        if (value == null) {
            throw missing(key);
        }
        return value.text();
    }

    /** Tells a listener of changes from now on. */
    public Subscription onChange(ConfigListener listener) {
        return listeners.add(listener);
    }

    /** Runs something after each new snapshot, on the thread that asks for it: it returns at once. */
    public Subscription onSnapshot(Runnable wakeup) {
        return wakeups.add(wakeup);
    }

    /** Stops asking. What is at hand can still be read, until it is too old. */
    @Override
    public void close() {
        polls.close();
        tells.close();
        looks.close();
        poller.save();
    }

    private void start(Duration startWithin) {
        polls.start();
        tells.start();
        looks.start();
        try {
            var _ = asked.await(startWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            var _ = current.readable();
        } catch (ConfigTooOld e) {
            String why = state().why();
            close();
            throw new ConfigUnavailable(
                    e.getMessage() + "; the service: " + (why.isEmpty() ? "no answer in time" : why));
        }
    }

    private Duration poll() throws InterruptedException {
        Duration rest = poller.step();
        asked.countDown();
        return rest;
    }

    private Duration look() {
        current.look();
        return LOOK;
    }

    private void changed() {
        tells.wake();
        wakeups.tell("a snapshot", Runnable::run);
    }

    private MissingKey missing(String key) {
        @Nullable String reason = current.readable().unresolved(key).orElse(null);
        return new MissingKey("the configuration of " + id + " has no key '" + key + "'"
                + (reason == null ? "" : ": its reference is unresolved, " + reason));
    }
}
