package dev.gatehouse.service.document;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as a text: {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 250ms}, {@code 1d}, or in ISO 8601 ({@code P1D},
 * {@code PT1H30M}). A day has 24 hours.
 */
public final class DurationText {
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final Pattern ISO =
            Pattern.compile("P(\\d{1,9}D)?(T(?=\\d)(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}(\\.\\d{1,9})?S)?)?");

    private DurationText() {}

    /** The length of time that a text means; empty where it means none. */
    public static Optional<Duration> parse(String text) {
        if (text.startsWith("P")) {
            return iso(text);
        }
        Matcher units = UNITS.matcher(text);
        if (text.isEmpty() || !units.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(group(units, 1))
                .plusHours(group(units, 2))
                .plusMinutes(group(units, 3))
                .plusSeconds(group(units, 4))
                .plusMillis(group(units, 5)));
    }

    private static Optional<Duration> iso(String text) {
        try {
            return ISO.matcher(text).matches() ? Optional.of(Duration.parse(text)) : Optional.empty();
        } catch (DateTimeException withoutUnits) {
            return Optional.empty();
        }
    }

    private static long group(Matcher units, int number) {
        String digits = units.group(number);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
