package dev.gatehouse.scanner.managed;

import java.time.Instant;
import java.util.Optional;

/**
 * How the fetching of managed values goes.
 *
 * @param values how many are looked for
 * @param missing how many secrets and values could not be handed over
 * @param confirmed when config-service last said that these are the ones; empty where it never did
 * @param failure why the last attempt failed, a stable word; empty where it did not, or where there was none
 */
public record ManagedState(int values, int missing, Optional<Instant> confirmed, Optional<String> failure) {
    static final ManagedState NONE = new ManagedState(0, 0, Optional.empty(), Optional.empty());

    ManagedState confirmed(Instant at) {
        return new ManagedState(values, missing, Optional.of(at), Optional.empty());
    }

    ManagedState failed(String reason) {
        return new ManagedState(values, missing, confirmed, Optional.of(reason));
    }

    /** {@code waiting} before the first answer, {@code current}, or {@code away} while those of before are looked for. */
    public String word() {
        if (failure.isPresent()) {
            return "away";
        }
        return confirmed.isPresent() ? "current" : "waiting";
    }
}
