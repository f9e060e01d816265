package dev.gatehouse.audit.log;

import dev.gatehouse.audit.storage.LogStorageContract;
import org.junit.jupiter.api.Nested;

/** That the storage which the log's tests use is storage, when it does not fail. */
class FailingStorageTest extends LogStorageContract {
    private final FailingStorage storage = new FailingStorage();

    @Override
    protected LogStorage open() {
        return storage;
    }

    @Nested
    class OneFrameASegment extends LogStorageContract {
        private final FailingStorage storage = new FailingStorage();

        @Override
        protected LogStorage open() {
            storage.oneFrameASegment = true;
            return storage;
        }
    }
}
