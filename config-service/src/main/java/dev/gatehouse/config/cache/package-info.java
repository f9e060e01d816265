/** Copies of what the stores hold: fresh, stale while they are revalidated, and bounded. */
@NullMarked
package dev.gatehouse.config.cache;

import org.jspecify.annotations.NullMarked;
