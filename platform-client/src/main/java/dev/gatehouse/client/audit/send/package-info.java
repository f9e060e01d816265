/** Hands the audit outbox on to audit-service: in order, each event at least once, for as long as it takes. */
@NullMarked
package dev.gatehouse.client.audit.send;

import org.jspecify.annotations.NullMarked;
