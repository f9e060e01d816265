package dev.gatehouse.config.store.aws;

import dev.gatehouse.service.failure.StoreException;
import java.util.function.Supplier;

/**
 * Stands before every call of one AWS service, and may refuse it without letting it out.
 *
 * <p>Safe for use by many threads.
 */
public interface CallGuard {
    /**
     * Does the work, or refuses to.
     *
     * @throws StoreException.Unavailable the guard refused; the work was not started
     */
    <T> T call(Supplier<T> work);
}
