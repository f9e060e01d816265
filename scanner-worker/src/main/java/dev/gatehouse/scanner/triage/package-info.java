/** Findings over time: one for each secret, with its places, its state, and who decided what. */
@NullMarked
package dev.gatehouse.scanner.triage;

import org.jspecify.annotations.NullMarked;
