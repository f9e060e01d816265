/** Tests. */
@NullMarked
package dev.gatehouse.audit.event;

import org.jspecify.annotations.NullMarked;
