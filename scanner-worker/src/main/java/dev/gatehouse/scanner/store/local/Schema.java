package dev.gatehouse.scanner.store.local;

import java.util.List;

/**
 * The tables of a database, as the steps that lead to them. A step that was released is never changed: a change is a new
 * step. Instants are milliseconds since 1970, objects and targets are JSON.
 */
public final class Schema {
    /** Findings. What is written is there after a power cut. */
    public static final Schema FINDINGS = new Schema(
            "findings",
            2,
            List.of(
                    List.of(
                            """
            CREATE TABLE finding (
              fingerprint TEXT NOT NULL PRIMARY KEY,
              version INTEGER NOT NULL,
              state TEXT NOT NULL,
              rule TEXT NOT NULL,
              confidence INTEGER NOT NULL,
              owner TEXT,
              first_seen INTEGER NOT NULL,
              last_seen INTEGER NOT NULL,
              body TEXT NOT NULL
            ) STRICT
            """,
                            "CREATE INDEX finding_by_first_seen ON finding (first_seen, fingerprint)",
                            "CREATE INDEX finding_by_state ON finding (state, first_seen, fingerprint)",
                            """
            CREATE TABLE finding_source (
              fingerprint TEXT NOT NULL REFERENCES finding (fingerprint) ON DELETE CASCADE,
              source TEXT NOT NULL,
              PRIMARY KEY (source, fingerprint)
            ) STRICT, WITHOUT ROWID
            """,
                            "CREATE INDEX finding_source_by_finding ON finding_source (fingerprint)"),
                    ResponseTables.FIRST));

    /** Scans, their ledgers, the queue, and what was scanned before: a power cut may take back the last of it, together. */
    public static final Schema WORK = new Schema(
            "work",
            1,
            List.of(List.of(
                    """
            CREATE TABLE scan (
              id TEXT NOT NULL PRIMARY KEY,
              target_name TEXT NOT NULL,
              target TEXT NOT NULL,
              requester TEXT NOT NULL,
              status TEXT NOT NULL,
              detail TEXT,
              requested INTEGER NOT NULL,
              finished INTEGER,
              next_cursor TEXT,
              is_listed INTEGER NOT NULL,
              version INTEGER NOT NULL,
              listed INTEGER NOT NULL DEFAULT 0,
              scanned INTEGER NOT NULL DEFAULT 0,
              unchanged INTEGER NOT NULL DEFAULT 0,
              partial INTEGER NOT NULL DEFAULT 0,
              excluded INTEGER NOT NULL DEFAULT 0,
              denied INTEGER NOT NULL DEFAULT 0,
              undecodable INTEGER NOT NULL DEFAULT 0,
              bytes INTEGER NOT NULL DEFAULT 0,
              findings INTEGER NOT NULL DEFAULT 0
            ) STRICT
            """,
                    "CREATE INDEX scan_by_target ON scan (target_name, id)",
                    "CREATE INDEX scan_by_status ON scan (status, target_name, id)",
                    """
            CREATE TABLE ledger (
              place INTEGER PRIMARY KEY AUTOINCREMENT,
              scan TEXT NOT NULL REFERENCES scan (id) ON DELETE CASCADE,
              object TEXT NOT NULL,
              outcome TEXT NOT NULL,
              coverage TEXT,
              unchanged INTEGER NOT NULL DEFAULT 0,
              findings INTEGER NOT NULL DEFAULT 0,
              UNIQUE (scan, object)
            ) STRICT
            """,
                    "CREATE INDEX ledger_by_scan ON ledger (scan, place)",
                    "CREATE INDEX ledger_by_outcome ON ledger (scan, outcome, place)",
                    """
            CREATE TABLE queue (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              item TEXT NOT NULL UNIQUE,
              available_at INTEGER NOT NULL,
              attempt INTEGER NOT NULL DEFAULT 0,
              lease TEXT NOT NULL DEFAULT ''
            ) STRICT
            """,
                    "CREATE INDEX queue_by_time ON queue (available_at, id)",
                    """
            CREATE TABLE object_state (
              object TEXT NOT NULL PRIMARY KEY,
              detection TEXT NOT NULL,
              stamp TEXT,
              size INTEGER NOT NULL,
              content_hash TEXT NOT NULL,
              coverage TEXT NOT NULL,
              fingerprints TEXT NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
                    """
            CREATE TABLE run_log (
              target TEXT NOT NULL PRIMARY KEY,
              due INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """)));

    private final String name;
    private final int synchronous;
    private final List<List<String>> steps;

    private Schema(String name, int synchronous, List<List<String>> steps) {
        this.name = name;
        this.synchronous = synchronous;
        this.steps = steps;
    }

    /** SQLite's number of how its writes are synchronized, at least. */
    int synchronous() {
        return synchronous;
    }

    /** Each step's statements; a database whose {@code user_version} is n has taken the first n. */
    List<List<String>> steps() {
        return steps;
    }

    /** The database's name. */
    @Override
    public String toString() {
        return name;
    }
}
