/** Tests of how events come in. */
@NullMarked
package dev.gatehouse.audit.ingest;

import org.jspecify.annotations.NullMarked;
