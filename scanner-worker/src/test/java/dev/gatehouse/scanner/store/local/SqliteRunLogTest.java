package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.work.RunLog;
import dev.gatehouse.scanner.work.RunLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunLogTest extends RunLogContract {
    @TempDir
    Path folder;

    @Override
    protected RunLog log() {
        return new SqliteRunLog(Databases.open(folder, Schema.WORK));
    }
}
