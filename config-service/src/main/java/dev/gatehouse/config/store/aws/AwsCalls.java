package dev.gatehouse.config.store.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls of one AWS service: behind its guard, with failures mapped. */
final class AwsCalls {
    private final CallGuard guard;

    AwsCalls(CallGuard guard) {
        this.guard = guard;
    }

    /**
     * Does one SDK call, and nothing else: what is mapped inside counts for the breaker.
     *
     * @param what the operation, a word that fits before its object: {@code reading}
     * @param subject the object's name, never a value
     */
    <T> T call(String what, Object subject, Supplier<T> work) {
        return guard.call(() -> {
            try {
                return work.get();
            } catch (SdkException failure) {
                throw AwsFailures.of(what + " " + subject, failure);
            }
        });
    }
}
