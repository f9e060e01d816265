/** The end of an event's payload: erasure by request, retention, and the legal hold that forbids both. */
@NullMarked
package dev.gatehouse.audit.lifecycle;

import org.jspecify.annotations.NullMarked;
