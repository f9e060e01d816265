/** The embedded store: SQLite with sealed values, for one machine with nothing else. */
@NullMarked
package dev.gatehouse.config.store.local;

import org.jspecify.annotations.NullMarked;
