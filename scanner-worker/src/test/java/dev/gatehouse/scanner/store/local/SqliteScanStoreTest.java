package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.work.ScanStore;
import dev.gatehouse.scanner.work.ScanStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteScanStoreTest extends ScanStoreContract {
    @TempDir
    Path folder;

    @Override
    protected ScanStore store() {
        return new SqliteScanStore(Databases.open(folder, Schema.WORK));
    }
}
