package dev.gatehouse.config.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.parameter.Paging;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.service.local.DataFolder;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL during writes. It shows that what was acknowledged had left the process; that it had reached the disk is what
 * {@code synchronous=FULL} stands for.
 */
class KilledWriterTest {
    private static final int ROUNDS = 20;
    private static final int MOST_WRITES = 40;

    @Test
    void losesNothingThatItAcknowledged(@TempDir Path parent) throws Exception {
        Path folder = parent.resolve("data");
        Random moments = new Random(20_260_203);
        List<Long> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Long> acknowledged = writeAndKill(folder, 1 + moments.nextInt(MOST_WRITES));
            assertAllThere(folder, acknowledged);
            all.addAll(acknowledged);
        }
        assertThat(all).hasSizeGreaterThan(ROUNDS).doesNotHaveDuplicates();
        assertAllThere(folder, all);
    }

    private static List<Long> writeAndKill(Path folder, int writes) throws Exception {
        try (WritingProcess writer = WritingProcess.start(folder)) {
            List<Long> acknowledged = writer.acknowledged(writes);
            acknowledged.addAll(writer.kill());
            return acknowledged;
        }
    }

    private static void assertAllThere(Path path, List<Long> acknowledged) throws SQLException {
        try (DataFolder folder = DataFolder.open(path);
                AgroalDataSource pool = EmbeddedStores.pool(folder.path())) {
            EmbeddedStores stores = EmbeddedStores.over(pool, folder.path(), InstantSource.system());
            SqliteParameterStore parameters = stores.parameters(Integer.MAX_VALUE);
            Map<Long, String> found =
                    Paging.all(cursor -> parameters.history(EndlessWriter.PATH, cursor, 1_000)).stream()
                            .collect(Collectors.toMap(
                                    Parameter::version,
                                    version -> version.value().text()));
            SecretStore secrets = stores.secrets(Integer.MAX_VALUE);
            for (long number : acknowledged) {
                assertThat(found).containsEntry(number, EndlessWriter.text(number));
                assertThat(secrets.get(EndlessWriter.NAME, new SecretSelector.OfVersion(EndlessWriter.version(number))))
                        .hasValueSatisfying(secret ->
                                assertThat(secret.value().revealText()).contains(EndlessWriter.text(number)));
            }
        }
    }
}
