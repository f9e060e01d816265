package dev.gatehouse.scanner.triage;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of a finding's history.
 *
 * @param at when
 * @param to the state from then on
 * @param author who: a principal's name, or {@link TrackedFinding#SCANNER}
 * @param reason why, in the author's words; bounded by {@link StateOrder#MAX_REASON}
 */
public record StateChange(Instant at, FindingState to, String author, Optional<String> reason) {}
