package dev.gatehouse.config.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.config.secret.PutResult;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.failure.StoreException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** SQLite says that a database is full alike, whether the disk is or a limit on its pages is reached. */
class FullDiskTest {
    private static final int NO_GROWTH = 1;
    private static final int NO_LIMIT = 1_000_000;
    private static final ParameterPath PATH = ParameterPath.of("shop/prod/a");
    private static final SecretName KEY = new SecretName("shop/prod/key");
    private static final String CANARY = "canary-20e7";

    private final VersionId v1 = new VersionId(UUID.randomUUID().toString());
    private final VersionId v2 = new VersionId(UUID.randomUUID().toString());
    private final SQLiteDataSource source;
    private final ParameterStore parameters;
    private final SecretStore secrets;

    FullDiskTest(@TempDir Path folder) {
        source = EmbeddedStores.source(folder);
        EmbeddedStores stores = EmbeddedStores.over(source, folder, InstantSource.system());
        parameters = stores.parameters();
        secrets = stores.secrets();
        parameters.put(PATH, ParameterValue.plain("one"), Precondition.NONE);
        secrets.create(KEY, DataClass.SECRET, "", v1, SecretValue.of("one"));
    }

    @Test
    void changesNothingOfAParameterWhileTheDiskIsFull() {
        ParameterValue large = ParameterValue.secure(CANARY.repeat(700));
        source.setMaxPageCount(NO_GROWTH);

        assertThatThrownBy(() -> parameters.put(PATH, large, Precondition.NONE))
                .isInstanceOf(StoreException.Full.class)
                .hasMessageContaining(PATH.value())
                .hasStackTraceContaining("SQLITE_FULL")
                .satisfies(failure -> assertThat(failure).hasMessageNotContaining(CANARY));

        assertThat(parameters.get(PATH, Selector.LATEST))
                .hasValueSatisfying(read -> assertThat(read.value().text()).isEqualTo("one"));
        assertThat(parameters.history(PATH, Optional.empty(), 10).items()).hasSize(1);
        source.setMaxPageCount(NO_LIMIT);
        assertThat(parameters.put(PATH, large, new Precondition.Matches(1)))
                .isInstanceOfSatisfying(
                        WriteResult.Written.class,
                        written -> assertThat(written.version()).isEqualTo(2));
    }

    @Test
    void changesNothingOfASecretWhileTheDiskIsFull() {
        byte[] large = new byte[SecretValue.MAX_BYTES];
        SecretMetadata before = secrets.describe(KEY).orElseThrow();
        source.setMaxPageCount(NO_GROWTH);

        assertThatThrownBy(() -> secrets.put(KEY, v2, SecretValue.of(large), Set.of()))
                .isInstanceOf(StoreException.Full.class);

        assertThat(secrets.describe(KEY)).contains(before);
        assertThat(secrets.get(KEY, SecretSelector.CURRENT))
                .hasValueSatisfying(
                        read -> assertThat(read.value().revealText()).contains("one"));
        source.setMaxPageCount(NO_LIMIT);
        assertThat(secrets.put(KEY, v2, SecretValue.of(large), Set.of())).isEqualTo(new PutResult.Written(v2));
    }
}
