/** Tests. */
@NullMarked
package dev.gatehouse.audit.lifecycle;

import org.jspecify.annotations.NullMarked;
