package dev.gatehouse.config.store.aws;

import java.util.function.Supplier;

/** Stand-ins that several tests of this package use. */
final class Fakes {
    /** Lets every call through. */
    static final CallGuard OPEN_DOOR = new CallGuard() {
        @Override
        public <T> T call(Supplier<T> work) {
            return work.get();
        }
    };

    private Fakes() {}
}
