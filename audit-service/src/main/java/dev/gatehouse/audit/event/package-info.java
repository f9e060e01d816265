/** An audit event: its identity, its raw bytes, and its normalized form in OCSF. */
@NullMarked
package dev.gatehouse.audit.event;

import org.jspecify.annotations.NullMarked;
