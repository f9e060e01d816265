/** Fetches the platform's own secrets, as keyed fingerprints, and keeps the scanner that looks for them. */
@NullMarked
package dev.gatehouse.scanner.managed;

import org.jspecify.annotations.NullMarked;
