package dev.gatehouse.audit.storage.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.query.TableListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AthenaTableTest {
    private static final Map<String, String> ATHENA = Map.of(
            "BIGINT", "bigint",
            "INTEGER", "int",
            "VARCHAR", "string",
            "VARCHAR[]", "array<string>",
            "TIMESTAMP", "timestamp");
    private static final AthenaTable TABLE = new AthenaTable(
            "gatehouse",
            "audit-lake",
            "cloudtrail-111122223333-6003",
            List.of("eu-central-1", "none"),
            List.of("111122223333", "external"),
            "20260101");

    @Test
    void namesWhatIsInTheFiles(@TempDir Path folder) throws SQLException {
        List<String> declared = new ArrayList<>();
        Matcher column = Pattern.compile("(?m)^  `(\\w+)` ([a-z<>]+),?$").matcher(TABLE.ddl());
        while (column.find()) {
            declared.add(column.group(1) + " " + column.group(2));
        }

        Path file;
        try (TableInFolder table = new TableInFolder(folder)) {
            table.addPlain(0, 1);
            table.table.archive().moveBefore(Instant.parse("2026-03-03T00:00:00Z"), ParquetLimits.DEFAULT);
            file = table.table.archive().files().getFirst().path();
        }

        List<String> written = columns(folder, file);

        assertThat(declared).isEqualTo(written).hasSize(19);
    }

    @Test
    void theDocumentHasTheStatement() throws IOException {
        assertThat(Files.readString(Path.of("ATHENA.md"))).contains("```sql\n" + TABLE.ddl() + "```");
    }

    @Test
    void projectsTheLayoutsPartitions() {
        assertThat(TABLE.ddl())
                .startsWith("CREATE EXTERNAL TABLE IF NOT EXISTS `gatehouse`.`events_cloudtrail_111122223333_6003` (")
                .contains("LOCATION 's3://audit-lake/ext/cloudtrail-111122223333-6003/'")
                .contains("'projection.region.values' = 'eu-central-1,none'")
                .contains("'projection.eventday.range' = '20260101,NOW'")
                .contains("'storage.location.template' = 's3://audit-lake/ext/cloudtrail-111122223333-6003/"
                        + "region=${region}/accountId=${accountid}/eventDay=${eventday}/'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a'b", "a`b", "a;b", "a b", "a\nb", "${x}", "a/b"})
    void takesNoTextThatCouldBeMoreThanAName(String hostile) {
        List<String> one = List.of("external");

        assertThatThrownBy(() -> new AthenaTable(hostile, "bucket", "s", one, one, "20260101"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AthenaTable("d", hostile, "s", one, one, "20260101"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AthenaTable("d", "bucket", hostile, one, one, "20260101"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AthenaTable("d", "bucket", "s", List.of(hostile), one, "20260101"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AthenaTable("d", "bucket", "s", one, one, hostile))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> columns(Path folder, Path file) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.in(folder), TableListener.NONE);
                Session session = database.begin();
                PreparedStatement statement = session.prepare(SqlText.of(
                        "DESCRIBE SELECT * FROM read_parquet('" + file + "'," + " hive_partitioning = false)"));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                columns.add(rows.getString(1) + " " + ATHENA.get(rows.getString(2)));
            }
        }
        return columns;
    }
}
