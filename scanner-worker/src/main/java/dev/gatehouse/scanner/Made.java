package dev.gatehouse.scanner;

import dev.gatehouse.scanner.rule.InvalidRules;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import dev.gatehouse.service.local.StorageRefused;
import java.util.function.Supplier;

/** What the settings make. */
final class Made {
    private Made() {}

    /** @throws ReadinessFailure it can't be made so; the settings are named */
    static <T> T named(String settings, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | InvalidName | InvalidRules | StorageRefused | StoreException.Corrupt e) {
            throw new ReadinessFailure(settings, String.valueOf(e.getMessage()));
        }
    }
}
