package dev.gatehouse.config.secret;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When what nobody waits for may start, week by week in UTC. As a text, windows are separated by semicolons, each with days
 * and hours: {@code "sat,sun 01:00-05:00; wed 22:00-02:00"}, {@code "mon-fri 02:00-04:30"}, {@code "daily 03:00-04:00"}.
 * A window whose end is not after its start ends on the next day. A text of {@code always} is no window at all.
 */
public final class MaintenanceWindows {
    /** No limit. */
    public static final MaintenanceWindows ALWAYS = new MaintenanceWindows(List.of());

    private static final String FORM = "must be windows as 'sat,sun 01:00-05:00', separated by ';', or 'always'";
    private static final Pattern WINDOW = Pattern.compile("([a-z,-]+) (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
    private static final Pattern DAYS = Pattern.compile("([a-z]{3})(?:-([a-z]{3}))?");
    private static final int MAX = 20;
    private static final Map<String, DayOfWeek> NAMES = Stream.of(DayOfWeek.values())
            .collect(Collectors.toUnmodifiableMap(
                    day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT), day -> day));

    private record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        /** The opening on a day; a window never opens on a day that is not its own. */
        boolean opensOn(LocalDate day) {
            return days.contains(day.getDayOfWeek());
        }

        Instant start(LocalDate day) {
            return day.atTime(from).toInstant(ZoneOffset.UTC);
        }

        Instant end(LocalDate day) {
            return day.plusDays(to.isAfter(from) ? 0 : 1).atTime(to).toInstant(ZoneOffset.UTC);
        }
    }

    private final List<Window> windows;

    private MaintenanceWindows(List<Window> windows) {
        this.windows = List.copyOf(windows);
    }

    /** @throws IllegalArgumentException the text is none; the message says what it must be */
    public static MaintenanceWindows parse(String text) {
        if (text.strip().equals("always")) {
            return ALWAYS;
        }
        List<Window> windows =
                Stream.of(text.split(";", -1)).map(MaintenanceWindows::window).toList();
        if (windows.size() > MAX) {
            throw new IllegalArgumentException(FORM + ", at most " + MAX);
        }
        return new MaintenanceWindows(windows);
    }

    public boolean open(Instant at) {
        return next(at).equals(at);
    }

    /** The moment itself where a window is open then; else when the next one opens. */
    public Instant next(Instant at) {
        if (windows.isEmpty()) {
            return at;
        }
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        List<Instant> openings = new ArrayList<>();
        // From yesterday, whose window may reach into today, for a whole week.
        for (int day = -1; day <= 7; day++) {
            LocalDate date = today.plusDays(day);
            windows.stream()
                    .filter(window -> window.opensOn(date) && window.end(date).isAfter(at))
                    .forEach(window -> openings.add(latest(window.start(date), at)));
        }
        return openings.stream().min(Instant::compareTo).orElse(at.plus(Duration.ofDays(7)));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Window window(String text) {
        Matcher parts = WINDOW.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(FORM);
        }
        try {
            return new Window(days(parts.group(1)), LocalTime.parse(parts.group(2)), LocalTime.parse(parts.group(3)));
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(FORM, noTime);
        }
    }

    private static Set<DayOfWeek> days(String text) {
        if (text.equals("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            Matcher range = DAYS.matcher(part);
            if (!range.matches()) {
                throw new IllegalArgumentException(FORM);
            }
            DayOfWeek first = day(range.group(1));
            DayOfWeek last = range.group(2) == null ? first : day(range.group(2));
            for (DayOfWeek day = first; ; day = day.plus(1)) {
                days.add(day);
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        DayOfWeek day = NAMES.get(name);
        if (day == null) {
            throw new IllegalArgumentException(FORM);
        }
        return day;
    }
}
