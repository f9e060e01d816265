package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.FindingStoreContract;

class DynamoFindingStoreTest extends FindingStoreContract {
    @Override
    protected FindingStore store() {
        return new DynamoFindingStore(Tables.make());
    }
}
