package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.response.ResponseStore;
import dev.gatehouse.scanner.response.ResponseStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteResponseStoreTest extends ResponseStoreContract {
    @TempDir
    Path folder;

    @Override
    protected ResponseStore store() {
        return new SqliteResponseStore(Databases.open(folder, Schema.FINDINGS));
    }
}
