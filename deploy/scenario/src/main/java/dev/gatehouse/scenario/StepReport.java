package dev.gatehouse.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of a step.
 *
 * @param what happened, in a few words
 * @param at when it had happened
 * @param took since the step before
 * @param evidence the event that it left; empty for what nobody records
 */
record StepReport(String name, String what, Instant at, Duration took, Optional<Evidence.Found> evidence) {}
