package dev.gatehouse.config.adoption;

import java.time.Duration;

/**
 * How holders are kept.
 *
 * @param maxHoldings secrets of one report
 * @param reportWithin how soon a holder has to be heard of again
 * @param staleAfter when one that is not heard of no longer counts
 * @param forgetAfter when nothing is known of it any more
 */
public record AdoptionLimits(int maxHoldings, Duration reportWithin, Duration staleAfter, Duration forgetAfter) {
    /** More than this does not fit what is stored of a holder. */
    public static final int MOST_HOLDINGS = 100;

    /** @throws IllegalArgumentException they contradict each other; the message says how */
    public AdoptionLimits {
        if (maxHoldings < 1 || maxHoldings > MOST_HOLDINGS) {
            throw new IllegalArgumentException("max-holdings must be 1 to " + MOST_HOLDINGS);
        }
        if (reportWithin.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("report-within must be at least 1s");
        }
        if (staleAfter.compareTo(reportWithin) <= 0) {
            throw new IllegalArgumentException("stale-after must be more than report-within");
        }
        if (forgetAfter.compareTo(staleAfter) <= 0) {
            throw new IllegalArgumentException("forget-after must be more than stale-after");
        }
    }
}
