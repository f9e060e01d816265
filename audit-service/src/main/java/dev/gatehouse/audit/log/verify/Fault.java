package dev.gatehouse.audit.log.verify;

import java.time.Instant;

/**
 * That something in a log is not as it was sealed.
 *
 * @param found when that was seen
 * @param place where it is, in words
 * @param what is wrong there; never an event's content
 */
public record Fault(Instant found, String place, String what) {}
