package dev.gatehouse.scanner.store.local;

import java.util.List;

/** The step of {@link Schema#FINDINGS} that makes the tables of responses. */
final class ResponseTables {
    /** One response of a finding and plan goes on at a time; acts are those of the last hour. */
    static final List<String> FIRST = List.of(
            """
            CREATE TABLE response (
              id TEXT NOT NULL PRIMARY KEY,
              finding TEXT NOT NULL,
              plan TEXT NOT NULL,
              dry_run INTEGER NOT NULL,
              state TEXT NOT NULL,
              is_ended INTEGER NOT NULL,
              started INTEGER NOT NULL,
              due INTEGER,
              version INTEGER NOT NULL,
              body TEXT NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX response_going_on ON response (finding, plan, dry_run) WHERE is_ended = 0",
            "CREATE INDEX response_by_due ON response (due) WHERE due IS NOT NULL",
            "CREATE INDEX response_by_start ON response (started, id)",
            "CREATE INDEX response_by_finding ON response (finding, started, id)",
            "CREATE TABLE response_act (key TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID",
            "CREATE INDEX response_act_by_time ON response_act (at)",
            "CREATE TABLE response_control (name TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID");

    private ResponseTables() {}
}
