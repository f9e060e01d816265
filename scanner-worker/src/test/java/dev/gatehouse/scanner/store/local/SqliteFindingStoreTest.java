package dev.gatehouse.scanner.store.local;

import static dev.gatehouse.scanner.triage.Sample.fingerprint;
import static dev.gatehouse.scanner.triage.Sample.tracked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.FindingStoreContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFindingStoreTest extends FindingStoreContract {
    @TempDir
    Path folder;

    @Override
    protected FindingStore store() {
        return new SqliteFindingStore(Databases.open(folder, Schema.FINDINGS));
    }

    @Test
    void keepsFindingsOverARestart() {
        store().putAll(List.of(tracked(1)));

        assertThat(store().find(fingerprint(1))).contains(tracked(1));
    }
}
