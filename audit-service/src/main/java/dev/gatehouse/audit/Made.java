package dev.gatehouse.audit;

import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.file.LedgerUnavailable;
import java.util.function.Supplier;

/** What the settings make. */
final class Made {
    private Made() {}

    /** @throws ReadinessFailure it can't be made so; the settings are named */
    static <T> T named(String settings, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | DeadLettersUnavailable | LedgerUnavailable e) {
            throw new ReadinessFailure(settings, String.valueOf(e.getMessage()));
        }
    }
}
