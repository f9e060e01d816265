package dev.gatehouse.config.store.local;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of secrets without their values, within one transaction. A secret whose deletion is due is no longer
 * there, whether or not it was purged.
 */
final class SecretIndex {
    private static final String SECRET = """
            SELECT name, data_class, description, created_at, changed_at, deletes_at FROM secret
            WHERE (deletes_at IS NULL OR deletes_at > ?)
            """;

    private final Connection connection;
    private final Instant now;

    SecretIndex(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    Optional<SecretMetadata> find(SecretName name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SECRET + " AND name = ?")) {
            select.setLong(1, now.toEpochMilli());
            select.setString(2, name.value());
            return secrets(select).stream().findFirst();
        }
    }

    /** In the order of names, those with the prefix and a slash that follow the name {@code after}. */
    List<SecretMetadata> list(String prefix, String after, long limit) throws SQLException {
        // '0' follows '/', as for paths.
        try (PreparedStatement select =
                connection.prepareStatement(SECRET + " AND name > ? AND name < ? ORDER BY name LIMIT ?")) {
            select.setLong(1, now.toEpochMilli());
            select.setString(2, after);
            select.setString(3, prefix + "0");
            select.setLong(4, limit);
            return secrets(select);
        }
    }

    void create(SecretName name, DataClass dataClass, String description) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO secret (name, data_class, description, created_at, changed_at) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, name.value());
            insert.setString(2, dataClass.name());
            insert.setString(3, description);
            insert.setLong(4, now.toEpochMilli());
            insert.setLong(5, now.toEpochMilli());
            insert.executeUpdate();
        }
    }

    void touch(SecretName name) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE secret SET changed_at = ? WHERE name = ?")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, name.value());
            update.executeUpdate();
        }
    }

    void schedule(SecretName name, Instant deletion) throws SQLException {
        touch(name);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE secret SET deletes_at = ? WHERE name = ?")) {
            update.setLong(1, deletion.toEpochMilli());
            update.setString(2, name.value());
            update.executeUpdate();
        }
    }

    void unschedule(SecretName name) throws SQLException {
        touch(name);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE secret SET deletes_at = NULL WHERE name = ?")) {
            update.setString(1, name.value());
            update.executeUpdate();
        }
    }

    /** Removes the secrets whose deletion is due, with all their versions. */
    void purge() throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM secret WHERE deletes_at <= ?")) {
            delete.setLong(1, now.toEpochMilli());
            delete.executeUpdate();
        }
    }

    private List<SecretMetadata> secrets(PreparedStatement select) throws SQLException {
        List<SecretMetadata> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(secret(rows));
            }
        }
        return found;
    }

    private SecretMetadata secret(ResultSet row) throws SQLException {
        SecretName name = StoredText.as("name", row.getString("name"), SecretName::new);
        long deletion = row.getLong("deletes_at");
        boolean scheduled = !row.wasNull();
        return new SecretMetadata(
                name,
                StoredText.as("data_class", row.getString("data_class"), DataClass::valueOf),
                row.getString("description"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                versions(name),
                scheduled ? Optional.of(Instant.ofEpochMilli(deletion)) : Optional.empty());
    }

    private Map<VersionId, Set<Stage>> versions(SecretName name) throws SQLException {
        Map<VersionId, Set<Stage>> versions = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT v.version, (SELECT group_concat(g.stage, ' ') FROM secret_stage g
                  WHERE g.name = v.name AND g.version = v.version) AS stages
                FROM secret_version v WHERE v.name = ?
                """)) {
            select.setString(1, name.value());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    versions.put(
                            StoredText.as("version", rows.getString("version"), VersionId::new),
                            SecretRows.stages(rows.getString("stages")));
                }
            }
        }
        return versions;
    }
}
