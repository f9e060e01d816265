/** Tests. */
@NullMarked
package dev.gatehouse.audit.event.ocsf;

import org.jspecify.annotations.NullMarked;
