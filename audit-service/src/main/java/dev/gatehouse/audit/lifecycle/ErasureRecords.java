package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.ErasableLog;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.Receipt;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Finds the record of an erasure. Records have keys that say what they are about: {@code erasure-<index>.<n>} for one
 * event, {@code expiry-<window>.<n>} for events of a window of {@value #WINDOW}, with n counted from 0 without gaps. So
 * the log itself knows them, and the second record of an event is never made.
 */
public final class ErasureRecords {
    /** Events that one record of expiry is about at most: those of indexes that this divides to the same number. */
    static final int WINDOW = 4_096;

    private final ErasableLog log;

    public ErasureRecords(ErasableLog log) {
        this.log = log;
    }

    /**
     * A record that was found.
     *
     * @param at where it is sealed
     * @param record what it says
     */
    public record Found(Receipt at, ErasureRecord record) {}

    /** The record that names an event; empty where none does. */
    public Optional<Found> of(long index) {
        return search(index, number -> erasure(index, number))
                .or(() -> search(index, number -> expiry(index / WINDOW, number)));
    }

    private Optional<Found> search(long index, LongFunction<EventKey> keys) {
        for (long number = 0; ; number++) {
            OptionalLong place = log.find(keys.apply(number));
            if (place.isEmpty()) {
                return Optional.empty();
            }
            Optional<Found> found = log.read(place.getAsLong()).flatMap(ErasureRecords::found);
            if (found.isPresent() && found.get().record().names(index)) {
                return found;
            }
        }
    }

    private static Optional<Found> found(LoggedEvent logged) {
        return logged.event()
                .flatMap(ErasureRecord::of)
                .filter(record -> record.last() < logged.index())
                .map(record -> new Found(Ledger.receipt(logged), record));
    }

    /** The key that the next record of an event has. Somebody else's event may have taken one: it is passed over. */
    EventKey nextErasure(long index) {
        return next(number -> erasure(index, number));
    }

    /** The key that the next record of a window has. */
    EventKey nextExpiry(long window) {
        return next(number -> expiry(window, number));
    }

    private EventKey next(LongFunction<EventKey> keys) {
        long number = 0;
        while (log.find(keys.apply(number)).isPresent()) {
            number++;
        }
        return keys.apply(number);
    }

    private static EventKey erasure(long index, long number) {
        return new EventKey(LifecycleEvents.SOURCE, "erasure-" + index + "." + number);
    }

    private static EventKey expiry(long window, long number) {
        return new EventKey(LifecycleEvents.SOURCE, "expiry-" + window + "." + number);
    }
}
