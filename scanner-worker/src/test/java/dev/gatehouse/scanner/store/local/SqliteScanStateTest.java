package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.work.ScanState;
import dev.gatehouse.scanner.work.ScanStateContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteScanStateTest extends ScanStateContract {
    @TempDir
    Path folder;

    @Override
    protected ScanState state() {
        return new SqliteScanState(Databases.open(folder, Schema.WORK));
    }
}
