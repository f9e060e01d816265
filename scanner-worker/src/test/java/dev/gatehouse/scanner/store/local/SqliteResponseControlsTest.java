package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.response.ResponseControls;
import dev.gatehouse.scanner.response.ResponseControlsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteResponseControlsTest extends ResponseControlsContract {
    @TempDir
    Path folder;

    @Override
    protected ResponseControls controls() {
        return new SqliteResponseControls(Databases.open(folder, Schema.FINDINGS));
    }
}
