/** Tests. */
@NullMarked
package dev.gatehouse.audit.ingest.file;

import org.jspecify.annotations.NullMarked;
