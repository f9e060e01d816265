/** Logs that are sound, and logs that are not. */
@NullMarked
package dev.gatehouse.audit.log.verify;

import org.jspecify.annotations.NullMarked;
