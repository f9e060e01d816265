/** Events that are lines of text: the fields that they have, by name. */
@NullMarked
package dev.gatehouse.audit.event.line;

import org.jspecify.annotations.NullMarked;
