package dev.gatehouse.config.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.failure.StoreException;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedValuesTest {
    private static final String CANARY = "canary-7c1e4b90-is-never-on-disk";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-03T04:05:06Z"));
    private static final ParameterPath A = ParameterPath.of("shop/prod/a");
    private static final ParameterPath B = ParameterPath.of("shop/prod/b");
    private static final SecretName KEY = new SecretName("shop/prod/key");
    private static final SecretName OTHER = new SecretName("shop/prod/other");

    private final VersionId version = new VersionId(UUID.randomUUID().toString());
    private final Path folder;
    private final AgroalDataSource pool;
    private final EmbeddedStores stores;
    private final ParameterStore parameters;
    private final SecretStore secrets;

    SealedValuesTest(@TempDir Path folder) throws SQLException {
        this.folder = folder;
        pool = EmbeddedStores.pool(folder);
        stores = EmbeddedStores.over(pool, folder, CLOCK);
        parameters = stores.parameters();
        secrets = stores.secrets();
        parameters.put(A, ParameterValue.secure(CANARY), Precondition.NONE);
        parameters.put(A, ParameterValue.plain(CANARY + "2"), Precondition.NONE);
        parameters.put(B, ParameterValue.secure(CANARY + "b"), Precondition.NONE);
        secrets.create(KEY, DataClass.SECRET, "", version, SecretValue.of(CANARY));
        secrets.create(OTHER, DataClass.SECRET, "", version, SecretValue.of(CANARY + "o"));
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void neverWritesAValueInTheClear() throws IOException {
        List<String> files = new ArrayList<>();
        boolean pathSeen = false;
        try (Stream<Path> listing = Files.list(folder)) {
            for (Path file : listing.toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                files.add(file.getFileName().toString());
                assertThat(bytes).as("%s", file).doesNotContain(CANARY);
                pathSeen |= bytes.contains(A.value());
            }
        }

        assertThat(files).contains("gatehouse.db", "gatehouse.db-wal", "gatehouse.db-shm", "keyring.json");
        assertThat(pathSeen)
                .as("what is not sealed is found by the same search")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12, 30})
    void noticesAChangedByte(int position) throws SQLException {
        String flipped = ("SET sealed = CAST(substr(sealed, 1, %1$d - 1) || CASE substr(sealed, %1$d, 1) WHEN x'00'"
                        + " THEN x'01' ELSE x'00' END || substr(sealed, %1$d + 1) AS BLOB)")
                .formatted(position);
        assertThat(stores.tamper("UPDATE parameter_version " + flipped)).isEqualTo(3);
        assertThat(stores.tamper("UPDATE secret_version " + flipped)).isEqualTo(2);

        assertCorrupt(() -> parameters.get(A, Selector.LATEST));
        assertCorrupt(() -> parameters.getAll(Set.of(A)));
        assertCorrupt(() -> parameters.listAll(ParameterPath.of("shop")));
        assertCorrupt(() -> parameters.history(B, Optional.empty(), 10));
        assertCorrupt(() -> secrets.get(KEY, SecretSelector.CURRENT));
        assertCorrupt(() -> secrets.getAll(Set.of(KEY)));
    }

    @Test
    void noticesAValueThatWasCutShort() throws SQLException {
        stores.tamper("UPDATE parameter_version SET sealed = substr(sealed, 1, length(sealed) - 1)");
        stores.tamper("UPDATE secret_version SET sealed = x''");

        assertCorrupt(() -> parameters.get(A, Selector.LATEST));
        assertCorrupt(() -> secrets.get(KEY, SecretSelector.CURRENT));
    }

    @Test
    void noticesAValueThatWasMovedToAnotherPath() throws SQLException {
        swap("parameter_version", "%1$s.path = '/shop/prod/a' AND %1$s.version = 1", "%1$s.path = '/shop/prod/b'");

        assertCorrupt(() -> parameters.get(A, new Selector.Version(1)));
        assertCorrupt(() -> parameters.get(B, Selector.LATEST));
        assertThat(parameters.get(A, Selector.LATEST)).isPresent();
    }

    @Test
    void noticesAValueThatWasMovedToAnotherVersion() throws SQLException {
        parameters.put(B, ParameterValue.secure(CANARY + "b2"), Precondition.NONE);

        swap(
                "parameter_version",
                "%1$s.path = '/shop/prod/b' AND %1$s.version = 1",
                "%1$s.path = '/shop/prod/b' AND %1$s.version = 2");

        assertCorrupt(() -> parameters.get(B, new Selector.Version(1)));
        assertCorrupt(() -> parameters.get(B, Selector.LATEST));
    }

    @Test
    void noticesASecretThatWasMovedToAnotherName() throws SQLException {
        swap("secret_version", "%1$s.name = 'shop/prod/key'", "%1$s.name = 'shop/prod/other'");

        assertCorrupt(() -> secrets.get(KEY, SecretSelector.CURRENT));
        assertCorrupt(() -> secrets.get(OTHER, SecretSelector.CURRENT));
    }

    @Test
    void noticesASecureValueThatIsDeclaredPlain() throws SQLException {
        stores.tamper("UPDATE parameter_version SET kind = 'String' WHERE path = '/shop/prod/b'");

        assertCorrupt(() -> parameters.get(B, Selector.LATEST));
    }

    @Test
    void noticesAValueOfAnotherClass() throws SQLException {
        stores.tamper("UPDATE parameter_version SET data_class = 'SAFETY'");
        stores.tamper("UPDATE secret SET data_class = 'SAFETY'");

        assertCorrupt(() -> parameters.get(A, Selector.LATEST));
        assertCorrupt(() -> secrets.get(KEY, SecretSelector.CURRENT));
    }

    @Test
    void noticesColumnsThatThisStoreNeverWrites() throws SQLException {
        stores.tamper("UPDATE parameter_version SET data_class = 'NONE', kind = 'None'");
        stores.tamper("UPDATE secret SET data_class = 'NONE'");

        assertCorrupt(() -> parameters.get(A, Selector.LATEST));
        assertCorrupt(() -> secrets.describe(KEY));
        assertCorrupt(() -> secrets.get(KEY, SecretSelector.CURRENT));
    }

    @Test
    void refusesADatabaseThatWasSealedWithOtherKeys() {
        Keyring others = Keyring.loadOrCreate(folder.resolve("others.json"));

        assertThatThrownBy(() -> new SqliteParameterStore(stores.database(), others, CLOCK, 1))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("key file");
        assertThatThrownBy(() -> new SqliteSecretStore(stores.database(), others, CLOCK, 1))
                .isInstanceOf(StoreException.Corrupt.class);
        assertThat(stores.secrets().get(KEY, SecretSelector.CURRENT)).isPresent();
    }

    /** Swaps what two rows hold; each is named by a condition on the table {@code %1$s}. */
    private void swap(String table, String one, String other) throws SQLException {
        String both = "(%s AND %s) OR (%s AND %s)"
                .formatted(one.formatted(table), other.formatted("o"), other.formatted(table), one.formatted("o"));
        int swapped = stores.tamper("UPDATE " + table + " SET sealed = o.sealed FROM " + table + " o WHERE " + both);
        assertThat(swapped).isEqualTo(2);
    }

    private static void assertCorrupt(Runnable read) {
        assertThatThrownBy(read::run)
                .isInstanceOf(StoreException.Corrupt.class)
                .satisfies(failure -> assertThat(failure).hasMessageNotContaining(CANARY));
    }
}
