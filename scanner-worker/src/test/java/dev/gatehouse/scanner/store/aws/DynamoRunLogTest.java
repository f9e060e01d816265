package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.work.RunLog;
import dev.gatehouse.scanner.work.RunLogContract;

class DynamoRunLogTest extends RunLogContract {
    @Override
    protected RunLog log() {
        return new DynamoRunLog(Tables.make());
    }
}
