/** The wire: events in and out, the log's files, proofs and administration. */
@NullMarked
package dev.gatehouse.audit.http;

import org.jspecify.annotations.NullMarked;
