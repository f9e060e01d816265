package dev.gatehouse.client.audit.send;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.client.audit.Batch;
import dev.gatehouse.client.audit.OutboxDamaged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Hands an outbox on to a receiver, on one thread of its own.
 *
 * <p><b>Guarantees.</b> Events are sent in the order of the outbox, each at least once. A batch is acknowledged when the
 * receiver says that it has every event, and not before; until then it is sent again, forever. So nothing is lost while
 * the receiver is away, as long as the outbox has room, and a restart of either end repeats at most one batch.
 *
 * <p>What the receiver can't take now is tried again after a time that doubles up to a bound, or that it asks for. What
 * it refuses, for instance a token, is tried again at the slowest pace. Where it says that a batch is too large, half of
 * it is sent; the batches grow again with each success.
 *
 * <p>The only sender of its outbox. What is measured may be asked for on any thread.
 */
public final class AuditSender implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration END = Duration.ofSeconds(10);

    private final AuditOutbox outbox;
    private final EventReceiver receiver;
    private final SenderSettings settings;
    private final SenderListener listener;
    private final InstantSource clock;
    private final Pause pause;
    private final Backoff backoff;
    private final Thread thread;

    private final LongAdder sent = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile SenderState state = new SenderState.Idle();
    private volatile Optional<Instant> oldest = Optional.empty();
    private volatile boolean closed;
    private int atMost;

    /** A sender that has yet to be started. {@code random} spreads the attempts of several senders. */
    public AuditSender(
            AuditOutbox outbox,
            EventReceiver receiver,
            SenderSettings settings,
            SenderListener listener,
            InstantSource clock,
            RandomGenerator random,
            Pause pause) {
        this.outbox = outbox;
        this.receiver = receiver;
        this.settings = settings;
        this.listener = listener;
        this.clock = clock;
        this.pause = pause;
        this.backoff = new Backoff(settings, random);
        this.atMost = settings.maxEvents();
        this.thread = Thread.ofVirtual().name("audit-sender").unstarted(this::run);
    }

    /** Begins to send; once. */
    public void start() {
        thread.start();
    }

    public SenderState state() {
        return state;
    }

    /** Events that the receiver has, those that it rejected included. */
    public long sentEvents() {
        return sent.sum();
    }

    /** Events that the receiver rejected, and keeps in its dead-letter store. */
    public long rejectedEvents() {
        return rejected.sum();
    }

    /** Attempts after which a batch was not acknowledged. */
    public long failedAttempts() {
        return failures.sum();
    }

    /** When the oldest event happened that is not sent, as far as this sender has looked; empty where none waits. */
    public Optional<Instant> oldestUnsent() {
        return outbox.pendingEvents() == 0 ? Optional.empty() : oldest;
    }

    /** Ends at once: a batch that is on its way is sent again by the next sender. Does not close the outbox. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        to(new SenderState.Stopped());
    }

    private void run() {
        while (!closed) {
            try {
                pause(step());
            } catch (InterruptedException e) {
                // Only close interrupts; whatever else does changes nothing.
            }
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        if (duration.isPositive()) {
            pause.rest(duration);
        }
    }

    /** Sends a batch, or waits a while for the first event; returns how long to wait before the next one. */
    Duration step() throws InterruptedException {
        try {
            if (outbox.pendingEvents() == 0) {
                rest();
                outbox.awaitPending(LOOK);
                return Duration.ZERO;
            }
            Batch batch = outbox.peek(atMost, settings.maxBytes());
            return batch.events().isEmpty() ? Duration.ZERO : send(batch);
        } catch (OutboxDamaged e) {
            return refused("outbox-damaged");
        } catch (AuditUnavailable e) {
            return away(new Answer.TryLater("outbox-unavailable"));
        }
    }

    private Duration send(Batch batch) throws InterruptedException {
        oldest = Optional.of(batch.events().getFirst().time());
        if (state instanceof SenderState.Idle) {
            to(new SenderState.Sending());
        }
        return switch (receiver.send(batch.events())) {
            case Answer.Taken(List<Answer.Rejection> rejections) -> taken(batch, rejections);
            case Answer.TooLarge ignored -> halve(batch.events().size());
            case Answer.TryLater later -> away(later);
            case Answer.Refused(String reason) -> refused(reason);
        };
    }

    private Duration taken(Batch batch, List<Answer.Rejection> rejections) {
        outbox.acknowledge(batch);
        sent.add(batch.events().size());
        rejected.add(rejections.size());
        rejections.forEach(rejection -> tell(batch.events(), rejection));
        backoff.reset();
        atMost = (int) Math.min(settings.maxEvents(), 2L * atMost);
        rest();
        return Duration.ZERO;
    }

    private void tell(List<AuditEvent> events, Answer.Rejection rejection) {
        listener.rejected(events.get(rejection.line() - 1).uid(), rejection.error());
    }

    private Duration halve(int events) {
        if (events == 1) {
            return refused("event-too-large");
        }
        failures.increment();
        atMost = events / 2;
        return Duration.ZERO;
    }

    private Duration away(Answer.TryLater later) {
        failures.increment();
        Instant since = state instanceof SenderState.Away(Instant first, String ignored) ? first : clock.instant();
        to(new SenderState.Away(since, later.reason()));
        Duration ours = backoff.next();
        return later.after()
                .map(backoff::asked)
                .filter(asked -> asked.compareTo(ours) > 0)
                .orElse(ours);
    }

    private Duration refused(String reason) {
        failures.increment();
        Instant since = state instanceof SenderState.Refused(Instant first, String ignored) ? first : clock.instant();
        to(new SenderState.Refused(since, reason));
        return backoff.slowest();
    }

    /** Nothing is wrong, now that something was taken or nothing waits. */
    private void rest() {
        to(outbox.pendingEvents() == 0 ? new SenderState.Idle() : new SenderState.Sending());
    }

    private void to(SenderState next) {
        SenderState before = state;
        state = next;
        if (before.getClass() != next.getClass()) {
            listener.changed(before, next);
        }
    }
}
