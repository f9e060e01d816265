package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is kept of one secret's rotations.
 *
 * @param age which version is current, and since when
 * @param last those that have ended, newest first, at most {@link #MAX_LAST}
 * @param overdueTold the due moment that it was told of that it has passed
 */
public record RotationLog(
        SecretName secret,
        Optional<Age> age,
        Optional<Rotation> running,
        List<Rotation> last,
        Optional<Lease> lease,
        Optional<Instant> overdueTold) {
    /** Rotations that have ended and are remembered; fewer where the record would grow too long. */
    public static final int MAX_LAST = 20;

    /** Since when a version is current, as far as was seen. */
    public record Age(VersionId current, Instant since) {}

    public RotationLog {
        last = List.copyOf(last);
    }

    static RotationLog of(SecretName secret) {
        return new RotationLog(
                secret, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    RotationLog aged(VersionId current, Instant since) {
        return new RotationLog(secret, Optional.of(new Age(current, since)), running, last, lease, Optional.empty());
    }

    RotationLog leased(Lease by) {
        return new RotationLog(secret, age, running, last, Optional.of(by), overdueTold);
    }

    RotationLog toldOverdue(Instant due) {
        return new RotationLog(secret, age, running, last, lease, Optional.of(due));
    }

    /** With where a rotation is now: it runs, or is the newest of those that have ended. */
    RotationLog with(Rotation rotation) {
        List<Rotation> others =
                last.stream().filter(ended -> !ended.id().equals(rotation.id())).toList();
        if (rotation.running()) {
            return new RotationLog(secret, age, Optional.of(rotation), others, lease, overdueTold);
        }
        List<Rotation> all = new ArrayList<>();
        all.add(rotation);
        all.addAll(others);
        return new RotationLog(
                secret,
                age,
                Optional.empty(),
                all.subList(0, Math.min(MAX_LAST, all.size())),
                Optional.empty(),
                overdueTold);
    }

    /** Without the oldest of those that have ended. */
    RotationLog withoutOldest() {
        return new RotationLog(secret, age, running, last.subList(0, last.size() - 1), lease, overdueTold);
    }

    /** The rotation of this id, whether it runs or has ended. */
    public Optional<Rotation> find(String id) {
        return running.filter(rotation -> rotation.id().equals(id))
                .or(() -> last.stream()
                        .filter(rotation -> rotation.id().equals(id))
                        .findFirst());
    }
}
