/** How it is looked for: one automaton over the bytes, anchored confirmation, budgets, decoding and managed values. */
@NullMarked
package dev.gatehouse.scanner.engine;

import org.jspecify.annotations.NullMarked;
