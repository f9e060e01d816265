package dev.gatehouse.scanner.triage;

import dev.gatehouse.service.failure.InvalidName;
import java.util.Optional;

/**
 * What somebody decides about a finding.
 *
 * @param to the state to be
 * @param author who decides
 * @param reason why; needed for a false positive
 */
public record StateOrder(FindingState to, String author, Optional<String> reason) {
    /** Characters that a reason may have. */
    public static final int MAX_REASON = 1_000;

    /** @throws InvalidName the reason is missing, blank or too long */
    public StateOrder {
        if (to == FindingState.FALSE_POSITIVE && reason.isEmpty()) {
            throw new InvalidName("reason", "is required of a false positive");
        }
        reason.ifPresent(text -> {
            if (text.isBlank() || text.length() > MAX_REASON) {
                throw new InvalidName("reason", "must have 1 to " + MAX_REASON + " characters");
            }
        });
    }
}
