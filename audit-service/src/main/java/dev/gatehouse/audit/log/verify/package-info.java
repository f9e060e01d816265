/**
 * Checks a stored log from its first byte to its checkpoint. It reads the formats as they are documented and shares no code
 * with what writes them, so that a mistake there is not made here again.
 */
@NullMarked
package dev.gatehouse.audit.log.verify;

import org.jspecify.annotations.NullMarked;
