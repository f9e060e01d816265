/** The embedded stores, in SQLite: findings in one file, and the work of scans in another. */
@NullMarked
package dev.gatehouse.scanner.store.local;

import org.jspecify.annotations.NullMarked;
