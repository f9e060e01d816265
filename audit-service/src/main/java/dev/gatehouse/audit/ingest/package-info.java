/** How events come in: checked, decoded, and handed to the log; what is refused is kept in dead letters. */
@NullMarked
package dev.gatehouse.audit.ingest;

import org.jspecify.annotations.NullMarked;
