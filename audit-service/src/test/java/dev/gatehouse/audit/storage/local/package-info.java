/** Tests. */
@NullMarked
package dev.gatehouse.audit.storage.local;

import org.jspecify.annotations.NullMarked;
