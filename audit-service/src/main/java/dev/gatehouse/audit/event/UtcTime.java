package dev.gatehouse.audit.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Times in UTC as RFC 3339 writes them, with years of four digits, as {@code 2023-07-10T11:47:39.25Z}: each record has one
 * or two of these, and the general parser and formatter take a microsecond each.
 */
public final class UtcTime {
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int FRACTION = FORM.length() + 1;
    private static final int MAX_DIGITS = 9;
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int DAY = 86_400;

    private UtcTime() {}

    /** The time; empty where the text is no time, or of a year that does not have four digits. */
    public static Optional<Instant> parse(String text) {
        try {
            if (text.isEmpty() || text.charAt(0) == '+' || text.charAt(0) == '-') {
                return Optional.empty();
            }
            return Optional.of(isUsual(text) ? usual(text) : Instant.parse(text));
        } catch (DateTimeException e) {
            // Its message quotes the text.
            return Optional.empty();
        }
    }

    /** The time's text; empty where its year does not have four digits. */
    public static Optional<String> text(Instant time) {
        long second = time.getEpochSecond();
        if (second < FIRST || second > LAST) {
            return Optional.empty();
        }
        return Optional.of(usual(second) + fraction(time.getNano()) + 'Z');
    }

    private static boolean isUsual(String text) {
        int last = text.length() - 1;
        if (last < FORM.length() || text.charAt(last) != 'Z' || !hasForm(text)) {
            return false;
        }
        return (last == FORM.length() || isFraction(text, last))
                && number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, 19) < 60;
    }

    private static boolean hasForm(String text) {
        for (int i = 0; i < FORM.length(); i++) {
            char c = text.charAt(i);
            if (FORM.charAt(i) == '0' ? !isDigit(c) : c != FORM.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFraction(String text, int end) {
        if (text.charAt(FRACTION - 1) != '.' || end == FRACTION || end > FRACTION + MAX_DIGITS) {
            return false;
        }
        for (int i = FRACTION; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Instant usual(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int second = number(text, 11, 13) * 3_600 + number(text, 14, 16) * 60 + number(text, 17, 19);
        return Instant.ofEpochSecond(day * DAY + second, nanos(text));
    }

    private static int nanos(String text) {
        int end = text.length() - 1;
        if (end == FORM.length()) {
            return 0;
        }
        int nanos = number(text, FRACTION, end);
        for (int digits = end - FRACTION; digits < MAX_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Three, six or nine digits, as the platform writes them. */
    private static String fraction(int nanos) {
        if (nanos == 0) {
            return "";
        }
        int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : MAX_DIGITS;
        char[] text = new char[digits + 1];
        text[0] = '.';
        int rest = nanos / (digits == 3 ? 1_000_000 : digits == 6 ? 1_000 : 1);
        for (int i = digits; i > 0; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(text);
    }

    private static String usual(long epochSecond) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, DAY));
        int second = Math.floorMod(epochSecond, DAY);
        char[] text = FORM.toCharArray();
        write(text, date.getYear() / 100, 0);
        write(text, date.getYear() % 100, 2);
        write(text, date.getMonthValue(), 5);
        write(text, date.getDayOfMonth(), 8);
        write(text, second / 3_600, 11);
        write(text, second / 60 % 60, 14);
        write(text, second % 60, 17);
        return new String(text);
    }

    private static void write(char[] text, int twoDigits, int at) {
        text[at] = (char) ('0' + twoDigits / 10);
        text[at + 1] = (char) ('0' + twoDigits % 10);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
