package dev.gatehouse.config.store.local;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Selector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of parameters, within one transaction. */
final class ParameterRows {
    private static final String COLUMNS = """
            SELECT v.path, v.version, v.kind, v.data_class, v.modified_at, v.sealed,
              (SELECT group_concat(l.label, ' ') FROM parameter_label l
                WHERE l.path = v.path AND l.version = v.version) AS labels
            """;
    private static final String NEWEST =
            COLUMNS + "FROM parameter p JOIN parameter_version v ON v.path = p.path AND v.version = p.version ";

    private final Connection connection;
    private final Seals seals;

    ParameterRows(Connection connection, Seals seals) {
        this.connection = connection;
        this.seals = seals;
    }

    Optional<Parameter> find(ParameterPath path, Selector selector) throws SQLException {
        return switch (selector) {
            case Selector.Latest latest -> newest(List.of(path)).stream().findFirst();
            case Selector.Version version ->
                first("FROM parameter_version v WHERE v.path = ? AND v.version = ?", path, version.number());
            case Selector.Label label ->
                first(
                        "FROM parameter_label n JOIN parameter_version v ON v.path = n.path AND v.version = n.version"
                                + " WHERE n.path = ? AND n.label = ?",
                        path,
                        label.name());
        };
    }

    List<Parameter> newest(Iterable<ParameterPath> paths) throws SQLException {
        List<Parameter> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NEWEST + "WHERE p.path = ?")) {
            for (ParameterPath path : paths) {
                select.setString(1, path.value());
                found.addAll(parameters(select));
            }
        }
        return found;
    }

    /** In the order of paths, what follows the path {@code after}. */
    List<Parameter> tree(ParameterPath below, String after, long limit) throws SQLException {
        // '0' follows '/': the range holds what starts with the path and a slash, and nothing else.
        try (PreparedStatement select =
                connection.prepareStatement(NEWEST + "WHERE p.path > ? AND p.path < ? ORDER BY p.path LIMIT ?")) {
            select.setString(1, after);
            select.setString(2, below.value() + "0");
            select.setLong(3, limit);
            return parameters(select);
        }
    }

    /** Of one level, in the order of paths, what follows the path {@code after}. */
    List<Parameter> level(ParameterPath parent, String after, long limit) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(NEWEST + "WHERE p.parent = ? AND p.path > ? ORDER BY p.path LIMIT ?")) {
            select.setString(1, parent.value());
            select.setString(2, after);
            select.setLong(3, limit);
            return parameters(select);
        }
    }

    /** The versions before {@code before}, newest first. */
    List<Parameter> history(ParameterPath path, long before, long limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS
                + "FROM parameter_version v WHERE v.path = ? AND v.version < ? ORDER BY v.version DESC LIMIT ?")) {
            select.setString(1, path.value());
            select.setLong(2, before);
            select.setLong(3, limit);
            return parameters(select);
        }
    }

    OptionalLong newestVersion(ParameterPath path) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT version FROM parameter WHERE path = ?")) {
            select.setString(1, path.value());
            return number(select);
        }
    }

    boolean exists(ParameterPath path, long version) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM parameter_version WHERE path = ? AND version = ?")) {
            select.setString(1, path.value());
            select.setLong(2, version);
            return number(select).isPresent();
        }
    }

    void add(ParameterPath path, long version, ParameterValue value, Instant at) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement("INSERT INTO parameter (path, parent, version) VALUES (?, ?, ?)"
                        + " ON CONFLICT (path) DO UPDATE SET version = excluded.version")) {
            upsert.setString(1, path.value());
            upsert.setString(2, path.value().substring(0, path.value().lastIndexOf('/')));
            upsert.setLong(3, version);
            upsert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO parameter_version (path, version, kind, data_class, modified_at, sealed)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, path.value());
            insert.setLong(2, version);
            insert.setString(3, value.kind().wireName());
            insert.setString(4, value.dataClass().name());
            insert.setLong(5, at.toEpochMilli());
            insert.setBytes(6, seals.seal(path, version, value));
            insert.executeUpdate();
        }
    }

    void delete(ParameterPath path) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM parameter WHERE path = ?")) {
            delete.setString(1, path.value());
            delete.executeUpdate();
        }
    }

    /** The oldest version up to {@code last} that carries a label. */
    OptionalLong labelled(ParameterPath path, long last) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT version FROM parameter_label WHERE path = ? AND version <= ? ORDER BY version LIMIT 1")) {
            select.setString(1, path.value());
            select.setLong(2, last);
            return number(select);
        }
    }

    void forget(ParameterPath path, long last) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM parameter_version WHERE path = ? AND version <= ?")) {
            delete.setString(1, path.value());
            delete.setLong(2, last);
            delete.executeUpdate();
        }
    }

    void label(ParameterPath path, String label, long version) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement("INSERT INTO parameter_label (path, label, version) VALUES (?, ?, ?)"
                        + " ON CONFLICT (path, label) DO UPDATE SET version = excluded.version")) {
            upsert.setString(1, path.value());
            upsert.setString(2, label);
            upsert.setLong(3, version);
            upsert.executeUpdate();
        }
    }

    long labels(ParameterPath path, long version) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT count(*) FROM parameter_label WHERE path = ? AND version = ?")) {
            select.setString(1, path.value());
            select.setLong(2, version);
            return number(select).orElse(0);
        }
    }

    private Optional<Parameter> first(String from, ParameterPath path, Object which) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + from)) {
            select.setString(1, path.value());
            select.setObject(2, which);
            return parameters(select).stream().findFirst();
        }
    }

    private static OptionalLong number(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    private List<Parameter> parameters(PreparedStatement select) throws SQLException {
        List<Parameter> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(parameter(rows));
            }
        }
        return found;
    }

    private Parameter parameter(ResultSet row) throws SQLException {
        ParameterPath path = StoredText.as("path", row.getString("path"), ParameterPath::new);
        long version = row.getLong("version");
        ParameterKind kind = StoredText.as("kind", row.getString("kind"), ParameterKind::ofWireName);
        DataClass dataClass = StoredText.as("data_class", row.getString("data_class"), DataClass::valueOf);
        ParameterValue value = seals.open(path, version, kind, dataClass, row.getBytes("sealed"));
        return new Parameter(
                path,
                value,
                version,
                Instant.ofEpochMilli(row.getLong("modified_at")),
                StoredText.words(row.getString("labels")));
    }
}
