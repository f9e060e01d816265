package dev.gatehouse.scanner.store.local;

import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.util.function.Supplier;

/** Reads what was stored as text. */
final class Damaged {
    private Damaged() {}

    /** @throws StoreException.Corrupt it can't be read; the message does not repeat it */
    static <T> T unless(String what, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException | InvalidName damaged) {
            throw new StoreException.Corrupt("the stored " + what + " " + damaged.getMessage(), damaged);
        }
    }
}
