package dev.gatehouse.config.store.local;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.secret.PutResult;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.StageResult;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps secrets in SQLite, each value sealed for its name and version under the key of the secret's class.
 *
 * <p>A read by stage sees the last move. Listings are ordered by name. Instants are exact to the millisecond. A secret
 * whose deletion is due is gone at that moment, and its rows with the next write of any secret.
 */
public final class SqliteSecretStore implements SecretStore {
    /** Versions without a stage that are kept of a secret: Secrets Manager keeps about as many. */
    public static final int KEPT_VERSIONS = 100;

    private final SqliteDatabase database;
    private final Seals seals;
    private final InstantSource clock;
    private final int keptVersions;

    /**
     * A store in a database.
     *
     * @param keptVersions the newest versions of a secret that are kept though no stage points at them; may be 0
     * @throws StoreException.Corrupt the database was sealed with other keys
     */
    public SqliteSecretStore(SqliteDatabase database, Keyring keyring, InstantSource clock, int keptVersions) {
        if (keptVersions < 0) {
            throw new IllegalArgumentException("versions are kept, not " + keptVersions);
        }
        this.database = database;
        this.seals = Seals.of(database, keyring);
        this.clock = clock;
        this.keptVersions = keptVersions;
    }

    @Override
    public Optional<Secret> get(SecretName name, SecretSelector selector) {
        return read("read secret " + name, (rows, index) -> rows.find(name, selector));
    }

    @Override
    public Map<SecretName, Secret> getAll(Set<SecretName> names) {
        return read("read " + names.size() + " secrets", (rows, index) -> {
            Map<SecretName, Secret> found = new HashMap<>();
            for (SecretName name : names) {
                rows.find(name, SecretSelector.CURRENT).ifPresent(secret -> found.put(name, secret));
            }
            return Map.copyOf(found);
        });
    }

    @Override
    public Optional<SecretMetadata> describe(SecretName name) {
        return read("describe secret " + name, (rows, index) -> index.find(name));
    }

    @Override
    public Page<SecretMetadata> list(String prefix, Optional<String> cursor, int limit) {
        String first = prefix + "/";
        String after = cursor.map(text ->
                        PageCursor.parse(text, last -> last.startsWith(first)).last())
                .orElse(first);
        return read(
                "list secrets",
                (rows, index) -> Pages.cut(
                        index.list(prefix, after, Pages.oneMore(limit)),
                        limit,
                        last -> last.name().value()));
    }

    @Override
    public PutResult create(
            SecretName name, DataClass dataClass, String description, VersionId version, SecretValue value) {
        return write("create secret " + name, (rows, index) -> {
            Optional<SecretMetadata> there = index.find(name);
            if (there.isPresent()) {
                return again(rows, there.get(), version, value);
            }
            index.create(name, dataClass, description);
            rows.add(name, version, dataClass, value, now());
            rows.move(name, Stage.CURRENT, version);
            return new PutResult.Written(version);
        });
    }

    @Override
    public PutResult put(SecretName name, VersionId version, SecretValue value, Set<Stage> stages) {
        return write("write secret " + name, (rows, index) -> {
            Optional<SecretMetadata> there = index.find(name);
            if (there.isEmpty()) {
                return new PutResult.NotFound();
            }
            if (there.get().deletesAt().isPresent()) {
                return new PutResult.Deleting();
            }
            Optional<Secret> taken = rows.find(name, new SecretSelector.OfVersion(version));
            if (taken.isPresent()) {
                return same(taken.get(), value) ? new PutResult.Unchanged(version) : new PutResult.VersionTaken();
            }
            rows.add(name, version, there.get().dataClass(), value, now());
            // In the order of their names AWSCURRENT comes before AWSPREVIOUS: a stage that was asked for has the last
            // word.
            for (Stage stage : new TreeSet<>(stages.isEmpty() ? Set.of(Stage.CURRENT) : stages)) {
                rows.move(name, stage, version);
            }
            changed(rows, index, name);
            return new PutResult.Written(version);
        });
    }

    @Override
    public StageResult moveStage(SecretName name, Stage stage, Optional<VersionId> from, VersionId to) {
        return write("move a stage of secret " + name, (rows, index) -> {
            Optional<SecretMetadata> there = index.find(name);
            if (there.isEmpty() || there.get().deletesAt().isPresent() || !rows.exists(name, to)) {
                return new StageResult.NotFound();
            }
            Optional<VersionId> at = rows.at(name, stage);
            if (at.equals(Optional.of(to))) {
                return new StageResult.Moved();
            }
            if (!at.equals(from)) {
                return new StageResult.Conflict();
            }
            rows.move(name, stage, to);
            changed(rows, index, name);
            return new StageResult.Moved();
        });
    }

    @Override
    public StageResult removeStage(SecretName name, Stage stage, VersionId from) {
        stage.requireRemovable();
        return write("remove a stage of secret " + name, (rows, index) -> {
            Optional<SecretMetadata> there = index.find(name);
            if (there.isEmpty() || there.get().deletesAt().isPresent()) {
                return new StageResult.NotFound();
            }
            if (rows.remove(name, stage, from)) {
                changed(rows, index, name);
            }
            return new StageResult.Moved();
        });
    }

    @Override
    public Optional<Instant> delete(SecretName name, Duration recovery) {
        if (recovery.compareTo(Duration.ofDays(MIN_RECOVERY_DAYS)) < 0
                || recovery.compareTo(Duration.ofDays(MAX_RECOVERY_DAYS)) > 0) {
            throw new InvalidName("recovery", "must be " + MIN_RECOVERY_DAYS + " to " + MAX_RECOVERY_DAYS + " days");
        }
        return write("delete secret " + name, (rows, index) -> {
            Optional<SecretMetadata> there = index.find(name);
            if (there.isEmpty() || there.get().deletesAt().isPresent()) {
                return there.flatMap(SecretMetadata::deletesAt);
            }
            Instant deletion = now().plus(recovery).truncatedTo(ChronoUnit.MILLIS);
            index.schedule(name, deletion);
            return Optional.of(deletion);
        });
    }

    @Override
    public boolean restore(SecretName name) {
        return write("restore secret " + name, (rows, index) -> {
            Optional<SecretMetadata> there = index.find(name);
            if (there.flatMap(SecretMetadata::deletesAt).isPresent()) {
                index.unschedule(name);
            }
            return there.isPresent();
        });
    }

    private static PutResult again(SecretRows rows, SecretMetadata there, VersionId version, SecretValue value)
            throws SQLException {
        if (there.deletesAt().isPresent()) {
            return new PutResult.Deleting();
        }
        boolean sentTwice = rows.find(there.name(), new SecretSelector.OfVersion(version))
                .filter(stored -> same(stored, value))
                .isPresent();
        return sentTwice ? new PutResult.Unchanged(version) : new PutResult.AlreadyExists();
    }

    private static boolean same(Secret stored, SecretValue value) {
        try (SecretValue opened = stored.value()) {
            return opened.sameAs(value);
        }
    }

    private void changed(SecretRows rows, SecretIndex index, SecretName name) throws SQLException {
        rows.forget(name, keptVersions);
        index.touch(name);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> T read(String operation, Work<T> work) {
        return database.read(
                operation,
                connection -> work.on(new SecretRows(connection, seals), new SecretIndex(connection, now())));
    }

    private <T> T write(String operation, Work<T> work) {
        return database.write(operation, connection -> {
            SecretIndex index = new SecretIndex(connection, now());
            index.purge();
            return work.on(new SecretRows(connection, seals), index);
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(SecretRows rows, SecretIndex index) throws SQLException;
    }
}
