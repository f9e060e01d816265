package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.response.plan.PlanStep;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.time.Instant;

/**
 * A step to be done.
 *
 * @param response whose
 * @param step as it was planned
 * @param record how far it is
 * @param finding as it is now
 * @param now the time
 */
public record StepTask(Response response, PlanStep step, StepRecord record, TrackedFinding finding, Instant now) {}
