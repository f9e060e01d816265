package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.response.ResponseControls;
import dev.gatehouse.scanner.response.ResponseControlsContract;

class DynamoResponseControlsTest extends ResponseControlsContract {
    @Override
    protected ResponseControls controls() {
        return new DynamoResponseControls(Tables.make());
    }
}
