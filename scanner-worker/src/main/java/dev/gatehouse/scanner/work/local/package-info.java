/** Targets on this machine. */
@NullMarked
package dev.gatehouse.scanner.work.local;

import org.jspecify.annotations.NullMarked;
