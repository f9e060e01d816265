package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.service.access.Caller;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Erasure by request: first a sealed record of who and why, then the payload, then its copies. What is sealed of the event
 * stays, and so does every proof.
 */
public final class Erasures {
    private final Ledger ledger;
    private final ErasureRecords records;
    private final LifecycleEvents events;

    /** @param ids gives each record its unique id */
    public Erasures(Ledger ledger, Supplier<String> ids, InstantSource clock) {
        this.ledger = ledger;
        this.records = new ErasureRecords(ledger.log());
        this.events = new LifecycleEvents(ids, clock);
    }

    /**
     * Erases an event, or says which record says that it is erased. It was decided before that the caller may.
     *
     * @throws dev.gatehouse.audit.log.LogUnavailable the record may not be durable; asking again is right
     * @throws dev.gatehouse.audit.log.StorageFailed it is recorded, and not done yet; asking again is right
     * @throws LifecycleBusy asking again is right
     */
    public ErasureOutcome erase(Caller caller, ErasureRequest request) {
        return ledger.alone(() -> place(request)
                .flatMap(ledger.log()::read)
                .map(logged -> erase(caller, request, logged))
                .orElseGet(ErasureOutcome.NotFound::new));
    }

    private Optional<Long> place(ErasureRequest request) {
        return switch (request.target()) {
            case ErasureRequest.ByIndex(long index) -> Optional.of(index);
            case ErasureRequest.ByUid(String uid) -> {
                OptionalLong found = ledger.log().find(new EventKey(request.source(), uid));
                yield found.isPresent() ? Optional.of(found.getAsLong()) : Optional.empty();
            }
        };
    }

    private ErasureOutcome erase(Caller caller, ErasureRequest request, LoggedEvent logged) {
        if (logged.event().isEmpty()) {
            return erasedBefore(logged.index());
        }
        Event event = logged.event().get();
        if (!event.key().source().equals(request.source())) {
            return new ErasureOutcome.NotFound();
        }
        if (isProtected(event)) {
            return new ErasureOutcome.Protected();
        }
        return ledger.holding(event, logged.entry())
                .<ErasureOutcome>map(
                        hold -> new ErasureOutcome.Held(hold.terms().name()))
                .orElseGet(() -> record(caller, request, logged.index(), event.key()));
    }

    /** Whether an event tells what this service did or found: such records stay. */
    static boolean isProtected(Event event) {
        return event.format() == EventFormat.ERASURE
                || event.format() == EventFormat.ADMINISTRATION
                || event.format() == EventFormat.DIGEST
                || event.key().source().equals(LifecycleEvents.SOURCE);
    }

    private ErasureOutcome erasedBefore(long index) {
        return records.of(index)
                .<ErasureOutcome>map(found -> new ErasureOutcome.Erased(
                        index, found.at(), found.record().cause(), false))
                .orElseGet(ErasureOutcome.Unrecorded::new);
    }

    private ErasureOutcome record(Caller caller, ErasureRequest request, long index, EventKey key) {
        Event record = events.erasure(records.nextErasure(index), caller, index, key, request.reason());
        return new ErasureOutcome.Erased(index, ledger.record(record), ErasureRecord.Cause.REQUEST, true);
    }
}
