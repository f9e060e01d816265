/** Programs that measure; no tests. */
@NullMarked
package dev.gatehouse.audit.bench;

import org.jspecify.annotations.NullMarked;
