/** Scans as work that several processes share: targets, the queue of objects, what was scanned before, and the ledger. */
@NullMarked
package dev.gatehouse.scanner.work;

import org.jspecify.annotations.NullMarked;
