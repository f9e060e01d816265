package dev.gatehouse.config.secret;

import java.time.Duration;
import java.util.Optional;

/**
 * How a secret is rotated, besides how often.
 *
 * @param adoptionDeadline how long a new version waits for its readers before {@code onDeadline} is done; at most
 *     {@link #MAX_DEADLINE}
 * @param windows when a rotation that nobody asked for may start; where absent, what the service's setting says
 * @param database where the secret is a login of a database whose two users take turns
 */
public record RotationPolicy(
        Duration adoptionDeadline,
        OnDeadline onDeadline,
        Optional<MaintenanceWindows> windows,
        Optional<DatabaseUsers> database) {
    /** The longest wait for readers. */
    public static final Duration MAX_DEADLINE = Duration.ofDays(30);

    /** What holds where a template says nothing. */
    public static final RotationPolicy DEFAULT =
            new RotationPolicy(Duration.ofHours(1), OnDeadline.HOLD, Optional.empty(), Optional.empty());

    /** What becomes of the old version when some still hold it at the deadline. */
    public enum OnDeadline {
        /** It is retired all the same. */
        RETIRE,
        /** It stays until a person decides. */
        HOLD
    }

    public RotationPolicy {
        if (adoptionDeadline.isNegative() || adoptionDeadline.compareTo(MAX_DEADLINE) > 0) {
            throw new IllegalArgumentException(
                    "the deadline of adoption must be 0 to " + MAX_DEADLINE.toDays() + " days");
        }
    }
}
