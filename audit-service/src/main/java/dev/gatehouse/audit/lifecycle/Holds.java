package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.service.access.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Legal holds. Each is sealed when it is put and when it is released; those in force are known from the log alone. */
public final class Holds {
    /** Holds that may be in force together: each is looked at for each event that is to go. */
    public static final int MAX = 1_000;

    private final Ledger ledger;
    private final LifecycleEvents events;

    /** @param ids gives each record its unique id */
    public Holds(Ledger ledger, Supplier<String> ids, InstantSource clock) {
        this.ledger = ledger;
        this.events = new LifecycleEvents(ids, clock);
    }

    /** Decides whether a hold of such terms may be put or released by who asks. */
    @FunctionalInterface
    public interface Permission {
        /** Throws whatever says that it may not. */
        void require(HoldTerms terms);
    }

    /** What became of a hold that was to be put. */
    public sealed interface PutOutcome {
        /**
         * It is in force.
         *
         * @param fresh whether there was none of its name before
         */
        record InForce(Hold hold, boolean fresh) implements PutOutcome {}

        /** There are {@link #MAX} others. */
        record TooMany() implements PutOutcome {}
    }

    /** The holds in force, by name. */
    public List<Hold> list() {
        return ledger.alone(() -> List.copyOf(ledger.holds().values()));
    }

    /** The hold of a name. */
    public Optional<Hold> find(String name) {
        return ledger.alone(() -> current(name));
    }

    /**
     * Puts a hold in force; one of the same name is over then, unless it has the same terms and stays.
     *
     * @param permission is asked for the terms, and for those that they replace
     * @throws dev.gatehouse.audit.log.LogUnavailable it may not be durable; asking again is right
     * @throws LifecycleBusy asking again is right
     */
    public PutOutcome put(Caller caller, HoldTerms terms, Permission permission) {
        permission.require(terms);
        return ledger.alone(() -> {
            Optional<Hold> there = current(terms.name());
            there.ifPresent(hold -> permission.require(hold.terms()));
            if (there.isPresent() && there.get().terms().equals(terms)) {
                return new PutOutcome.InForce(there.get(), false);
            }
            if (there.isEmpty() && ledger.holds().size() >= MAX) {
                return new PutOutcome.TooMany();
            }
            ledger.record(events.hold(caller, terms));
            return new PutOutcome.InForce(current(terms.name()).orElseThrow(), there.isEmpty());
        });
    }

    /**
     * Releases a hold.
     *
     * @param permission is asked for its terms
     * @return whether there was one
     * @throws dev.gatehouse.audit.log.LogUnavailable it may still be in force; asking again is right
     * @throws LifecycleBusy asking again is right
     */
    public boolean release(Caller caller, String name, Permission permission) {
        return ledger.alone(() -> {
            Optional<Hold> there = current(name);
            there.ifPresent(hold -> {
                permission.require(hold.terms());
                ledger.record(events.release(caller, name));
            });
            return there.isPresent();
        });
    }

    private Optional<Hold> current(String name) {
        return Optional.ofNullable(ledger.holds().get(name));
    }
}
