/** Detections as signed HTTP requests, in the form of Standard Webhooks. */
@NullMarked
package dev.gatehouse.audit.detect.webhook;

import org.jspecify.annotations.NullMarked;
