/** Archives as streams of entries, bounded by the bytes that are really read. */
@NullMarked
package dev.gatehouse.scanner.source.archive;

import org.jspecify.annotations.NullMarked;
