/** Tests. */
@NullMarked
package dev.gatehouse.audit.ingest.cloudtrail;

import org.jspecify.annotations.NullMarked;
