package dev.gatehouse.client.flag;

import dev.gatehouse.client.background.Rounds;
import dev.gatehouse.client.event.ClientEvents;
import dev.gatehouse.client.flag.Evaluation.Reason;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.http.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Feature flags out of the parameters of the group {@code features}, evaluated in the process.
 *
 * <p>A flag is read with the value that holds where it has none for the caller: before the first answer of the service, when what is at
 * hand is too old, and where the flag is unknown, disabled, malformed or of another type. A read never blocks and never throws; of
 * a flag without a rule it allocates nothing.
 *
 * <p><b>Rules</b> are flagd's, of these operations: {@code if and or ! !! == === != !== < <= > >= in var cat starts_with ends_with fractional}. A
 * flag whose rule has another one counts as malformed. A percentage is sticky: it goes by the hash of the flag's name and the
 * subject, and by the same hash as flagd, so that a subject sees the same with either.
 */
public final class GatehouseFlags implements AutoCloseable {
    private static final Evaluation UNKNOWN = Evaluation.none(Reason.UNKNOWN);
    private static final Evaluation STALE = Evaluation.none(Reason.STALE);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final FlagSettings settings;
    private final InstantSource clock;
    private final FlagPoller poller;
    private final Rounds polls;
    private final Rounds looks;
    private volatile Known known = new Known(Map.of(), Instant.MIN, false);
    private volatile long seconds;

    /** Which definitions, read when, and whether they may be used. */
    private record Known(Map<String, Flag> flags, Instant readAt, boolean usable) {}

    /** Not yet started. */
    public GatehouseFlags(
            ServiceCalls calls,
            FlagSettings settings,
            ClientEvents events,
            InstantSource clock,
            RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.poller = new FlagPoller(calls, settings, this::take, events, clock, random);
        this.polls = new Rounds("flags", poller::step, events);
        this.looks = new Rounds("flags-age", this::look, events);
    }

    /** Begins to read them; once. */
    public void start() {
        look();
        polls.start();
        looks.start();
    }

    /** Whether a flag is on for somebody. */
    public boolean isOn(String flag, FlagContext context, boolean otherwise) {
        return evaluate(flag, context).value().orElse(null) instanceof Boolean on ? on : otherwise;
    }

    /** A flag's text for somebody. */
    public String text(String flag, FlagContext context, String otherwise) {
        return evaluate(flag, context).value().orElse(null) instanceof String text ? text : otherwise;
    }

    /** A flag's number for somebody. */
    public double number(String flag, FlagContext context, double otherwise) {
        return evaluate(flag, context).value().orElse(null) instanceof Double number ? number : otherwise;
    }

    /** The variant's name for somebody. */
    public String variant(String flag, FlagContext context, String otherwise) {
        return evaluate(flag, context).variant().orElse(otherwise);
    }

    /** Everything about a flag for somebody. */
    public Evaluation evaluate(String flag, FlagContext context) {
        Known current = known;
        if (!current.usable) {
            return STALE;
        }
        Flag definition = current.flags.get(flag);
        return definition == null ? UNKNOWN : definition.evaluate(context, seconds);
    }

    public ServiceState state() {
        return poller.state();
    }

    /** How long ago the flags were read; zero where they never were. */
    public Duration age() {
        Instant readAt = known.readAt;
        return readAt.equals(Instant.MIN) ? Duration.ZERO : age(readAt);
    }

    /** Reads them again, soon. */
    public void refresh() {
        polls.wake();
    }

    @Override
    public void close() {
        polls.close();
        looks.close();
    }

    synchronized void take(Map<String, String> definitions, Instant at) {
        Map<String, Flag> flags = new HashMap<>();
        definitions.forEach((name, definition) -> flags.put(name, Flag.of(name, definition)));
        known = new Known(flags, at, usable(at));
    }

    synchronized Duration look() {
        seconds = clock.instant().getEpochSecond();
        Known current = known;
        if (!current.readAt.equals(Instant.MIN) && current.usable != usable(current.readAt)) {
            known = new Known(current.flags, current.readAt, !current.usable);
        }
        return LOOK;
    }

    private boolean usable(Instant readAt) {
        return age(readAt).compareTo(settings.maxStale()) < 0;
    }

    private Duration age(Instant readAt) {
        Duration age = Duration.between(readAt, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
