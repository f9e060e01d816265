/** What the service keeps on one machine: files. */
@NullMarked
package dev.gatehouse.audit.storage.local;

import org.jspecify.annotations.NullMarked;
