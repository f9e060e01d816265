/** Files, folders and standard input. */
@NullMarked
package dev.gatehouse.scanner.source.local;

import org.jspecify.annotations.NullMarked;
