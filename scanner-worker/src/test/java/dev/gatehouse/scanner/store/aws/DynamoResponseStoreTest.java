package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.response.ResponseStore;
import dev.gatehouse.scanner.response.ResponseStoreContract;

class DynamoResponseStoreTest extends ResponseStoreContract {
    @Override
    protected ResponseStore store() {
        return new DynamoResponseStore(Tables.make());
    }
}
