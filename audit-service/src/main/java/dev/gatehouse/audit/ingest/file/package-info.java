/** Files that hold events: what they are by their names, how they are inflated and split, and which of them were read. */
@NullMarked
package dev.gatehouse.audit.ingest.file;

import org.jspecify.annotations.NullMarked;
