package dev.gatehouse.scanner.response;

import dev.gatehouse.service.failure.InvalidName;
import java.time.Instant;

/**
 * Whether responses may go on.
 *
 * @param on whether they may
 * @param reason why it was set so
 * @param by who set it
 * @param at when
 */
public record KillSwitch(boolean on, String reason, String by, Instant at) {
    /** Nobody has set it. */
    public static final KillSwitch INITIAL = new KillSwitch(true, "never set", "nobody", Instant.EPOCH);

    private static final int MAX_REASON = 500;

    /** @throws InvalidName the reason is blank or too long */
    public KillSwitch {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new InvalidName("reason", "must have 1 to " + MAX_REASON + " characters");
        }
    }
}
