package dev.gatehouse.audit.storage.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.query.TableListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbSettingsTest {
    private static final Path FOLDER = Path.of("/data");

    @Test
    void boundsWhatDuckDbMayUse() {
        assertThatCode(() -> new DuckDbSettings(FOLDER, 64L << 20, 0, 1, 1)).doesNotThrowAnyException();
        assertThatCode(() -> new DuckDbSettings(FOLDER, 64L << 20, 0, 64, 64)).doesNotThrowAnyException();
        refuses(() -> new DuckDbSettings(FOLDER, (64L << 20) - 1, 0, 1, 1));
        refuses(() -> new DuckDbSettings(FOLDER, 64L << 20, -1, 1, 1));
        refuses(() -> new DuckDbSettings(FOLDER, 64L << 20, 0, 0, 1));
        refuses(() -> new DuckDbSettings(FOLDER, 64L << 20, 0, 65, 1));
        refuses(() -> new DuckDbSettings(FOLDER, 64L << 20, 0, 1, 0));
        refuses(() -> new DuckDbSettings(FOLDER, 64L << 20, 0, 1, 65));
        refuses(() -> new DuckDbSettings(Path.of("data"), 64L << 20, 0, 1, 1));
        refuses(() -> new DuckDbSettings(Path.of("/da'ta"), 64L << 20, 0, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('%s')",
                "SELECT * FROM read_csv('%s')",
                "COPY (SELECT 1) TO '%s'",
                "ATTACH '%s'",
                "SET enable_external_access = true",
                "SET memory_limit = '9GB'",
                "INSTALL httpfs",
                "LOAD '%s'"
            })
    void keepsDuckDbInItsFolder(String statement, @TempDir Path folder) throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "text");
        try (DuckDbDatabase database =
                        new DuckDbDatabase(DuckDbSettings.in(folder.resolve("table")), TableListener.NONE);
                Session session = database.begin()) {
            assertThat(session.number(SqlText.of("SELECT 1"))).isEqualTo(1);

            assertThatThrownBy(() -> session.run(SqlText.of(statement.replace("%s", outside.toString()))))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(outside).hasContent("text");
    }

    private static void refuses(Runnable settings) {
        assertThatThrownBy(settings::run).isInstanceOf(IllegalArgumentException.class);
    }
}
