package dev.gatehouse.infra.config;

import java.util.Set;

/** The retentions that CloudWatch Logs accepts, in days: PutRetentionPolicy, Amazon CloudWatch Logs API Reference. */
public final class LogRetention {
    private static final Set<Integer> DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private LogRetention() {}

    /** Whether a log group may have this retention. */
    public static boolean isAccepted(int days) {
        return DAYS.contains(days);
    }
}
