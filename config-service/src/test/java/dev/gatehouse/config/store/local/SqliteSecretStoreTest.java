package dev.gatehouse.config.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.secret.PutResult;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretStoreContract;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.failure.InvalidName;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSecretStoreTest extends SecretStoreContract {
    private static final Duration WEEK = Duration.ofDays(7);

    private Instant now = Instant.parse("2026-02-03T04:05:06.789Z");
    private final AgroalDataSource pool;
    private final EmbeddedStores stores;
    private final SecretStore store;

    SqliteSecretStoreTest(@TempDir Path folder) throws SQLException {
        pool = EmbeddedStores.pool(folder);
        stores = EmbeddedStores.over(pool, folder, () -> now);
        store = stores.secrets();
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Override
    protected SecretStore store() {
        return store;
    }

    @Test
    void ordersAListingByName() {
        Stream.of("b", "a", "B", "a-b", "a/b").forEach(each -> create(at("tree/" + each), version(), "x"));

        List<SecretName> listed = store.list(root + "/tree", Optional.empty(), 10).items().stream()
                .map(SecretMetadata::name)
                .toList();

        assertThat(listed).hasSize(5).isSorted();
    }

    @Test
    void tellsWhenASecretWasCreatedAndChanged() {
        Instant created = now;
        create(name, v1, "one");
        Instant changed = created.plusSeconds(60);
        now = changed.plusNanos(999);

        store.put(name, v2, SecretValue.of("two"), Set.of());

        SecretMetadata metadata = store.describe(name).orElseThrow();
        assertThat(metadata.createdAt()).isEqualTo(created);
        assertThat(metadata.changedAt()).isEqualTo(changed);
        assertThat(store.get(name, SecretSelector.CURRENT).orElseThrow().createdAt())
                .isEqualTo(changed);
    }

    @Test
    void isGoneAtTheMomentOfItsDeletionAndNotBefore() {
        create(name, v1, "one");
        Instant deletion = store.delete(name, WEEK).orElseThrow();
        assertThat(deletion).isEqualTo(now.plus(WEEK));

        now = deletion.minusMillis(1);
        assertThat(store.describe(name)).isPresent();
        now = deletion;

        assertThat(store.describe(name)).isEmpty();
        assertThat(store.list(root, Optional.empty(), 10).items()).isEmpty();
        assertThat(store.restore(name)).isFalse();
    }

    @Test
    void canBeRestoredUntilTheMomentOfItsDeletion() {
        create(name, v1, "one");
        now = store.delete(name, WEEK).orElseThrow().minusMillis(1);

        assertThat(store.restore(name)).isTrue();
        now = now.plus(WEEK);
        assertThat(store.get(name, SecretSelector.CURRENT)).isPresent();
    }

    @Test
    void startsAnewWhereASecretOfThatNameWasDeleted() {
        create(name, v1, "one");
        now = store.delete(name, WEEK).orElseThrow();

        create(name, v2, "new");

        assertThat(store.get(name, new SecretSelector.OfVersion(v1))).isEmpty();
        assertThat(store.describe(name).orElseThrow().createdAt()).isEqualTo(now);
    }

    @Test
    void purgesWhatIsDueWithTheNextWrite() throws SQLException {
        create(name, v1, "one");
        now = store.delete(name, WEEK).orElseThrow();

        create(at("other"), v2, "other");

        assertThat(stores.tamper("UPDATE secret_version SET created_at = 0")).isEqualTo(1);
        assertThat(stores.tamper("UPDATE secret_stage SET stage = stage")).isEqualTo(1);
    }

    @Test
    void forgetsTheOldestVersionsThatNoStagePointsAt() {
        SecretStore one = stores.secrets(1);
        create(name, v1, "1");
        one.put(name, v2, SecretValue.of("2"), Set.of());
        one.put(name, v3, SecretValue.of("3"), Set.of());
        assertThat(one.get(name, new SecretSelector.OfVersion(v1))).isPresent();
        VersionId v4 = version();

        one.put(name, v4, SecretValue.of("4"), Set.of());

        assertThat(one.describe(name).orElseThrow().versions().keySet()).containsExactlyInAnyOrder(v2, v3, v4);
    }

    @Test
    void neverForgetsAVersionThatAStagePointsAt() {
        SecretStore none = stores.secrets(0);
        create(name, v1, "1");
        none.moveStage(name, new Stage("pinned"), Optional.empty(), v1);

        none.put(name, v2, SecretValue.of("2"), Set.of());
        none.put(name, v3, SecretValue.of("3"), Set.of());
        none.put(name, version(), SecretValue.of("4"), Set.of());

        assertThat(none.get(name, new SecretSelector.AtStage(new Stage("pinned"))))
                .hasValueSatisfying(
                        secret -> assertThat(secret.value().revealText()).contains("1"));
        assertThat(none.get(name, new SecretSelector.OfVersion(v2))).isEmpty();
        assertThat(none.get(name, new SecretSelector.OfVersion(v3))).isPresent();
    }

    @Test
    void forgetsAVersionThatLostItsLastStageToAMove() {
        SecretStore none = stores.secrets(0);
        create(name, v1, "1");
        none.put(name, v2, SecretValue.of("2"), Set.of(Stage.PENDING));

        none.moveStage(name, Stage.PENDING, Optional.of(v2), v1);

        assertThat(none.describe(name).orElseThrow().versions().keySet()).containsExactly(v1);
    }

    @Test
    void letsAStageThatWasAskedForHaveTheLastWord() {
        create(name, v1, "1");

        PutResult result =
                store.put(name, v2, SecretValue.of("2"), Set.of(Stage.PREVIOUS, Stage.CURRENT, Stage.PENDING));

        assertThat(result).isEqualTo(new PutResult.Written(v2));
        assertThat(stages()).containsOnlyKeys(v2);
    }

    @Test
    void refusesACursorThatItDidNotGive() {
        create(name, v1, "1");

        for (String cursor : List.of("", "!", "AAAA", "b3RoZXIvbmFtZQ", "x".repeat(5_000))) {
            assertThatThrownBy(() -> store.list(root, Optional.of(cursor), 10))
                    .as("cursor '%s'", cursor)
                    .isInstanceOf(InvalidName.class);
        }
    }
}
