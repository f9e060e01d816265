package dev.gatehouse.audit.ingest.cloudtrail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** CloudTrail's times: {@code 2023-07-10T11:47:39Z}. Each record has one, and the general parser takes a microsecond. */
final class EventTime {
    private static final String FORM = "0000-00-00T00:00:00Z";

    private EventTime() {}

    /** The time; empty where the text is no time in UTC. */
    static Optional<Instant> parse(String text) {
        try {
            if (text.isEmpty() || text.charAt(0) == '+' || text.charAt(0) == '-') {
                // A sign comes before a year that RFC 3339 does not have.
                return Optional.empty();
            }
            return Optional.of(isUsual(text) ? usual(text) : Instant.parse(text));
        } catch (DateTimeException e) {
            // Its message quotes the text.
            return Optional.empty();
        }
    }

    private static boolean isUsual(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char c = text.charAt(i);
            if (FORM.charAt(i) == '0' ? c < '0' || c > '9' : c != FORM.charAt(i)) {
                return false;
            }
        }
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    private static Instant usual(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int second = number(text, 11, 13) * 3_600 + number(text, 14, 16) * 60 + number(text, 17, 19);
        return Instant.ofEpochSecond(day * 86_400 + second);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
