/** CloudTrail's log files: what kind one is, and its records as events. */
@NullMarked
package dev.gatehouse.audit.ingest.cloudtrail;

import org.jspecify.annotations.NullMarked;
