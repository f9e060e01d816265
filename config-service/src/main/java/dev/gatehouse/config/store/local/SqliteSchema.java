package dev.gatehouse.config.store.local;

import java.util.List;

/**
 * The tables of the embedded store, as the steps that lead to them. A step that was released is never changed: a change
 * is a new step.
 *
 * <p>Names are compared byte by byte. Instants are milliseconds since 1970. The value of a parameter or a secret stands
 * in a column {@code sealed} and nowhere else.
 */
final class SqliteSchema {
    /** Each step's statements; a database whose {@code user_version} is n has taken the first n. */
    static final List<List<String>> STEPS = List.of(List.of(
            """
            CREATE TABLE seal_check (
              data_class TEXT NOT NULL PRIMARY KEY,
              sealed BLOB NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE parameter (
              path TEXT NOT NULL PRIMARY KEY,
              parent TEXT NOT NULL,
              version INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX parameter_by_parent ON parameter (parent, path)",
            """
            CREATE TABLE parameter_version (
              path TEXT NOT NULL REFERENCES parameter (path) ON DELETE CASCADE,
              version INTEGER NOT NULL,
              kind TEXT NOT NULL,
              data_class TEXT NOT NULL,
              modified_at INTEGER NOT NULL,
              sealed BLOB NOT NULL,
              PRIMARY KEY (path, version)
            ) STRICT
            """,
            """
            CREATE TABLE parameter_label (
              path TEXT NOT NULL,
              label TEXT NOT NULL,
              version INTEGER NOT NULL,
              PRIMARY KEY (path, label),
              FOREIGN KEY (path, version) REFERENCES parameter_version (path, version) ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX parameter_label_by_version ON parameter_label (path, version)",
            """
            CREATE TABLE secret (
              name TEXT NOT NULL PRIMARY KEY,
              data_class TEXT NOT NULL,
              description TEXT NOT NULL,
              created_at INTEGER NOT NULL,
              changed_at INTEGER NOT NULL,
              deletes_at INTEGER
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX secret_by_deletion ON secret (deletes_at) WHERE deletes_at IS NOT NULL",
            """
            CREATE TABLE secret_version (
              age INTEGER PRIMARY KEY,
              name TEXT NOT NULL REFERENCES secret (name) ON DELETE CASCADE,
              version TEXT NOT NULL,
              created_at INTEGER NOT NULL,
              sealed BLOB NOT NULL,
              UNIQUE (name, version)
            ) STRICT
            """,
            """
            CREATE TABLE secret_stage (
              name TEXT NOT NULL,
              stage TEXT NOT NULL,
              version TEXT NOT NULL,
              PRIMARY KEY (name, stage),
              FOREIGN KEY (name, version) REFERENCES secret_version (name, version) ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX secret_stage_by_version ON secret_stage (name, version)"));

    private SqliteSchema() {}
}
