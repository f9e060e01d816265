package dev.gatehouse.infra.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a bucket's objects age, in days after their creation.
 *
 * @param steps          moves to cheaper storage, each later than the one before
 * @param expirationDays when they end, after the last move; never, if absent
 * @param noncurrentDays how long a version that was overwritten or deleted stays
 */
public record Lifecycle(List<Step> steps, Optional<Integer> expirationDays, int noncurrentDays) {
    /**
     * One move.
     *
     * @param days         when
     * @param storageClass where to, by S3's name
     */
    public record Step(int days, String storageClass) {}

    /** Refuses an order that S3 refuses at the first deployment, and that no tool sees before. */
    public Lifecycle {
        steps = List.copyOf(steps);
        List<Integer> days = new ArrayList<>(steps.stream().map(Step::days).toList());
        expirationDays.ifPresent(days::add);
        for (int next = 1; next < days.size(); next++) {
            if (days.get(next) <= days.get(next - 1)) {
                throw new IllegalArgumentException(
                        "after " + days.get(next - 1) + " days comes a step after " + days.get(next));
            }
        }
        if (noncurrentDays < 1) {
            throw new IllegalArgumentException("a version stays for a day at least");
        }
    }

    /** What the law wants of audit records: seven years, the later ones in cold storage. */
    public static Lifecycle audit() {
        return new Lifecycle(
                List.of(new Step(90, "STANDARD_IA"), new Step(365, "GLACIER"), new Step(730, "DEEP_ARCHIVE")),
                Optional.of(2555),
                2555);
    }

    /** Objects that end after some days. */
    public static Lifecycle expiring(int days) {
        return new Lifecycle(List.of(), Optional.of(days), days);
    }
}
