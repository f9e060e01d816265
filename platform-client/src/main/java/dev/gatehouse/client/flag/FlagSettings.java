package dev.gatehouse.client.flag;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which flags, and how they are kept up to date.
 *
 * @param folder the path of the parameters that are flags: {@code /aurora/dev/features}
 * @param period how often they are read, at least 1 s
 * @param maxStale the age from which the callers' own defaults hold
 */
public record FlagSettings(String folder, Duration period, Duration maxStale) {
    private static final Pattern FOLDER = Pattern.compile("(/[A-Za-z0-9_.-]{1,128}){1,15}");

    /** @throws IllegalArgumentException a bound does not hold */
    public FlagSettings {
        if (!FOLDER.matcher(folder).matches()) {
            throw new IllegalArgumentException(
                    "the folder must be segments of A-Z a-z 0-9 _ . - with a slash before each");
        }
        if (period.toSeconds() < 1 || maxStale.compareTo(period) <= 0) {
            throw new IllegalArgumentException("the period must be at least 1 s, and maxStale more than it");
        }
    }

    /** Every 30 s; 24 hours. */
    public static FlagSettings of(String folder) {
        return new FlagSettings(folder, Duration.ofSeconds(30), Duration.ofHours(24));
    }
}
