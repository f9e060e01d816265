package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.work.ScanStore;
import dev.gatehouse.scanner.work.ScanStoreContract;

class DynamoScanStoreTest extends ScanStoreContract {
    @Override
    protected ScanStore store() {
        return new DynamoScanStore(Tables.make());
    }
}
