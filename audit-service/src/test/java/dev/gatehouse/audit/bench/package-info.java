/** Measurements, to be run by hand; no test. */
@NullMarked
package dev.gatehouse.audit.bench;

import org.jspecify.annotations.NullMarked;
