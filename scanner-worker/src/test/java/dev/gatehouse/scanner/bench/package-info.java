/** Measurements, run by hand. */
@NullMarked
package dev.gatehouse.scanner.bench;

import org.jspecify.annotations.NullMarked;
