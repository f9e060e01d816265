package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a secret's rotations stand.
 *
 * @param days how often it is rotated
 * @param nextDue when it is rotated by itself
 * @param overdue whether it should have been, or a person's task is past its date
 * @param running the one that runs
 * @param last those that have ended, newest first
 */
public record RotationOverview(
        SecretName secret,
        int days,
        Instant nextDue,
        boolean overdue,
        Optional<Rotation> running,
        List<Rotation> last) {
    public RotationOverview {
        last = List.copyOf(last);
    }
}
