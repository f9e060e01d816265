/** Audit events as the platform's services and its clients record them, and the durable outbox that holds them. */
@NullMarked
package dev.gatehouse.client.audit;

import org.jspecify.annotations.NullMarked;
