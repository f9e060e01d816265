package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.work.ScanState;
import dev.gatehouse.scanner.work.ScanStateContract;

class DynamoScanStateTest extends ScanStateContract {
    @Override
    protected ScanState state() {
        return new DynamoScanState(Tables.make());
    }
}
