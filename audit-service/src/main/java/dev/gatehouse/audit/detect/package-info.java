/** Rules over events, and what they find: detections, which are events of the log themselves, and their delivery. */
@NullMarked
package dev.gatehouse.audit.detect;

import org.jspecify.annotations.NullMarked;
