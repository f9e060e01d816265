package dev.gatehouse.client.http;

import dev.gatehouse.client.audit.send.Backoff;
import dev.gatehouse.client.event.ClientEvent;
import dev.gatehouse.client.event.ClientEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How calls for one purpose have gone lately, and so when the next one is. One thread's; the state may be asked for on any. */
public final class Standing {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration SLOWEST = Duration.ofMinutes(1);
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

    private final String part;
    private final ClientEvents events;
    private final InstantSource clock;
    private final Backoff backoff;
    private volatile ServiceState state = new ServiceState.Starting();

    /** @param part the name in events: {@code config}, ... */
    public Standing(String part, ClientEvents events, InstantSource clock, RandomGenerator random) {
        this.part = part;
        this.events = events;
        this.clock = clock;
        this.backoff = new Backoff(FIRST, SLOWEST, LONGEST_ASKED, random);
    }

    public ServiceState state() {
        return state;
    }

    /** A call brought what it was made for. */
    public void fine() {
        backoff.reset();
        to(new ServiceState.Current());
    }

    /** A call did not; returns how long to rest: 200 ms and then up to a minute, or what the service asks for, at most 10 minutes. */
    public Duration failed(Failure failure) {
        return switch (failure) {
            case Failure.Passing(String reason, Optional<Duration> after) -> {
                Instant since =
                        state instanceof ServiceState.Away(Instant first, String ignored) ? first : clock.instant();
                to(new ServiceState.Away(since, reason));
                Duration ours = backoff.next();
                yield after.map(backoff::asked)
                        .filter(asked -> asked.compareTo(ours) > 0)
                        .orElse(ours);
            }
            case Failure.Refusal(String reason) -> {
                Instant since =
                        state instanceof ServiceState.Refused(Instant first, String ignored) ? first : clock.instant();
                to(new ServiceState.Refused(since, reason));
                yield backoff.slowest();
            }
        };
    }

    private void to(ServiceState next) {
        ServiceState before = state;
        state = next;
        if (before.getClass() != next.getClass()) {
            events.tell(new ClientEvent.StateChanged(part, next.word(), next.why()));
        }
    }
}
