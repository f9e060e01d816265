/** Log files that are lines of text, VPC Flow Logs and S3 access logs, and their lines as events. */
@NullMarked
package dev.gatehouse.audit.ingest.file;

import org.jspecify.annotations.NullMarked;
