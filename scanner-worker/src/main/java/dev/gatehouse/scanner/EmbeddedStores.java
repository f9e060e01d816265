package dev.gatehouse.scanner;

import dev.gatehouse.scanner.store.local.SqliteDatabase;

/**
 * The databases of the embedded form.
 *
 * @param findings of findings
 * @param work of scans and their queue
 */
record EmbeddedStores(SqliteDatabase findings, SqliteDatabase work) {}
