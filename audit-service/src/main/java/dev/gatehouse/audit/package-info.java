/** The service: wiring, settings and readiness. */
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
