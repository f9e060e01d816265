/**
 * The loop, played against the three services: a secret is read, leaked, found, answered, rotated, adopted and retired, and each step is
 * looked up in the audit log with its proof.
 */
@NullMarked
package dev.gatehouse.scenario;

import org.jspecify.annotations.NullMarked;
