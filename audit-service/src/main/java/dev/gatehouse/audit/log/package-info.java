/** The log of audit events: entries, payload segments, the one writer, and who reads after it. */
@NullMarked
package dev.gatehouse.audit.log;

import org.jspecify.annotations.NullMarked;
