package dev.gatehouse.config.store.local;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The versions of secrets and the stages that point at them, within one transaction. */
final class SecretRows {
    private static final String VERSION = """
            SELECT v.version, v.created_at, v.sealed, s.data_class,
              (SELECT group_concat(g.stage, ' ') FROM secret_stage g
                WHERE g.name = v.name AND g.version = v.version) AS stages
            FROM secret s JOIN secret_version v ON v.name = s.name
            WHERE s.name = ? AND s.deletes_at IS NULL AND v.version =
            """;

    private final Connection connection;
    private final Seals seals;

    SecretRows(Connection connection, Seals seals) {
        this.connection = connection;
        this.seals = seals;
    }

    /** One version of a secret that is not to be deleted. */
    Optional<Secret> find(SecretName name, SecretSelector selector) throws SQLException {
        return switch (selector) {
            case SecretSelector.OfVersion version ->
                find(VERSION + "?", name, version.id().value());
            case SecretSelector.AtStage stage ->
                find(
                        VERSION + "(SELECT version FROM secret_stage n WHERE n.name = s.name AND n.stage = ?)",
                        name,
                        stage.stage().name());
        };
    }

    void add(SecretName name, VersionId version, DataClass dataClass, SecretValue value, Instant at)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO secret_version (name, version, created_at, sealed) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, name.value());
            insert.setString(2, version.value());
            insert.setLong(3, at.toEpochMilli());
            insert.setBytes(4, seals.seal(name, version, dataClass, value));
            insert.executeUpdate();
        }
    }

    boolean exists(SecretName name, VersionId version) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT version FROM secret_version WHERE name = ? AND version = ?")) {
            return version(select, name, version.value()).isPresent();
        }
    }

    /** The version that a stage points at. */
    Optional<VersionId> at(SecretName name, Stage stage) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT version FROM secret_stage WHERE name = ? AND stage = ?")) {
            return version(select, name, stage.name());
        }
    }

    /** Points a stage at a version, and {@code AWSPREVIOUS} at the one that {@code AWSCURRENT} leaves. */
    void move(SecretName name, Stage stage, VersionId to) throws SQLException {
        Optional<VersionId> from = at(name, stage);
        point(name, stage, to);
        if (stage.equals(Stage.CURRENT) && from.isPresent() && !from.get().equals(to)) {
            point(name, Stage.PREVIOUS, from.get());
        }
    }

    /** Whether the stage pointed at the version, and now points at none. */
    boolean remove(SecretName name, Stage stage, VersionId from) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM secret_stage WHERE name = ? AND stage = ? AND version = ?")) {
            delete.setString(1, name.value());
            delete.setString(2, stage.name());
            delete.setString(3, from.value());
            return delete.executeUpdate() > 0;
        }
    }

    /** Forgets versions that no stage points at, but for the newest of them. */
    void forget(SecretName name, int kept) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                DELETE FROM secret_version WHERE age IN (
                  SELECT v.age FROM secret_version v WHERE v.name = ? AND NOT EXISTS (
                    SELECT 1 FROM secret_stage g WHERE g.name = v.name AND g.version = v.version)
                  ORDER BY v.age DESC LIMIT -1 OFFSET ?)
                """)) {
            delete.setString(1, name.value());
            delete.setInt(2, kept);
            delete.executeUpdate();
        }
    }

    static Set<Stage> stages(@Nullable String words) {
        return StoredText.words(words).stream()
                .map(word -> StoredText.as("stage", word, Stage::new))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void point(SecretName name, Stage stage, VersionId version) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement("INSERT INTO secret_stage (name, stage, version) VALUES (?, ?, ?)"
                        + " ON CONFLICT (name, stage) DO UPDATE SET version = excluded.version")) {
            upsert.setString(1, name.value());
            upsert.setString(2, stage.name());
            upsert.setString(3, version.value());
            upsert.executeUpdate();
        }
    }

    private static Optional<VersionId> version(PreparedStatement select, SecretName name, String which)
            throws SQLException {
        select.setString(1, name.value());
        select.setString(2, which);
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(StoredText.as("version", row.getString(1), VersionId::new))
                    : Optional.empty();
        }
    }

    private Optional<Secret> find(String query, SecretName name, String which) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, name.value());
            select.setString(2, which);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(secret(name, row)) : Optional.empty();
            }
        }
    }

    private Secret secret(SecretName name, ResultSet row) throws SQLException {
        VersionId version = StoredText.as("version", row.getString("version"), VersionId::new);
        DataClass dataClass = StoredText.as("data_class", row.getString("data_class"), DataClass::valueOf);
        return new Secret(
                name,
                version,
                stages(row.getString("stages")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                seals.open(name, version, dataClass, row.getBytes("sealed")));
    }
}
