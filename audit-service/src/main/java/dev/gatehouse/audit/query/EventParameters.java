package dev.gatehouse.audit.query;

import static dev.gatehouse.audit.query.QueryRefused.require;

import dev.gatehouse.audit.event.Outcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query as text, by the names of its parameters. Each stands there once at most, and none that is not known: a
 * misspelt filter would find too much.
 *
 * <p>Every method throws {@link QueryRefused} with the parameter's name where the text is not what it must be.
 */
public final class EventParameters {
    /** What tells which events are meant. */
    private static final Set<String> FILTERS =
            Set.of("from", "to", "actor", "action", "resource", "outcome", "source", "class", "q");

    /** The parameters of a page. */
    public static final Set<String> PAGE = and(FILTERS, "order", "limit", "cursor");
    /** The parameters of a histogram. */
    public static final Set<String> HISTOGRAM = and(FILTERS, "interval");
    /** The parameters of an export. */
    public static final Set<String> EXPORT = and(FILTERS, "format");
    /** The parameters of a stream. */
    public static final Set<String> STREAM = Set.of("actor", "action", "outcome", "source", "class", "after");
    /** The parameters of one event. */
    public static final Set<String> EVENT = Set.of("source");

    private static final Duration USUAL_RANGE = Duration.ofDays(30);
    /** Clocks differ: an event may be from a little later than now. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private static final int USUAL_LIMIT = 100;
    private static final Pattern INTERVAL = Pattern.compile("([0-9]{1,7})([smhd])");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final Map<String, List<String>> given;

    /**
     * The parameters that a caller gave.
     *
     * @param known those that there are
     */
    public EventParameters(Map<String, List<String>> given, Set<String> known) {
        given.forEach((name, values) -> {
            require(known.contains(name), plain(name), "is not a parameter here");
            require(values.size() == 1, name, "must be given once");
            require(!values.getFirst().isEmpty(), name, "must not be empty");
        });
        this.given = Map.copyOf(given);
    }

    /** The question for a page: the newest first, {@value #USUAL_LIMIT} of them, of the last 30 days. */
    public EventQuery page(Instant now, VisibleSources visible) {
        EventFilter filter = filter(now, visible);
        Order order = text("order")
                .map(word -> word("order", word, Order.values(), Order::word))
                .orElse(Order.NEWEST);
        return new EventQuery(
                filter,
                order,
                number("limit", 9).map(Long::intValue).orElse(USUAL_LIMIT),
                text("cursor").map(cursor -> Cursor.parse(cursor, filter, order)));
    }

    /** Which events are meant; without times, those of the last 30 days. */
    public EventFilter filter(Instant now, VisibleSources visible) {
        Instant to = time("to").orElseGet(() -> now.plus(AHEAD));
        Instant from = time("from").orElseGet(() -> to.minus(USUAL_RANGE));
        return new EventFilter(
                from,
                to,
                pattern("actor"),
                pattern("action"),
                pattern("resource"),
                outcome(),
                pattern("source"),
                classUid(),
                text("q"),
                visible);
    }

    /** Which events of a stream are meant. */
    public LiveFilter live() {
        return new LiveFilter(pattern("actor"), pattern("action"), outcome(), pattern("source"), classUid());
    }

    /** The log index of the last event that a stream's caller has. */
    public OptionalLong after() {
        return number("after", 18).stream().mapToLong(Long::longValue).findFirst();
    }

    /** The width of a histogram's buckets: a number and {@code s}, {@code m}, {@code h} or {@code d}. */
    public Optional<Duration> interval() {
        return text("interval").map(text -> {
            var interval = INTERVAL.matcher(text);
            require(interval.matches(), "interval", "must be a number and s, m, h or d, for instance 15m");
            long number = Long.parseLong(interval.group(1));
            return switch (interval.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        });
    }

    /** The text of a parameter. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name)).map(List::getFirst);
    }

    /** The one of some words that a parameter is. */
    public static <T> T word(String name, String text, T[] choices, Function<T, String> words) {
        return Arrays.stream(choices)
                .filter(choice -> words.apply(choice).equals(text))
                .findFirst()
                .orElseThrow(() -> new QueryRefused(
                        name,
                        "must be one of " + Arrays.stream(choices).map(words).collect(Collectors.joining(", "))));
    }

    private Optional<TextFilter> pattern(String name) {
        return text(name).map(text -> TextFilter.of(name, text));
    }

    private Optional<Outcome> outcome() {
        return text("outcome").map(text -> word("outcome", text, Outcome.values(), Outcome::word));
    }

    private OptionalInt classUid() {
        return number("class", 9).stream().mapToInt(Long::intValue).findFirst();
    }

    private Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
            } catch (DateTimeException e) {
                throw new QueryRefused(name, "must be a time with its offset, for instance 2026-03-01T00:00:00Z");
            }
        });
    }

    private Optional<Long> number(String name, int digits) {
        return text(name).map(text -> {
            require(
                    text.length() <= digits && text.chars().allMatch(c -> c >= '0' && c <= '9'),
                    name,
                    "must be a whole number of at most " + digits + " digits");
            return Long.parseLong(text);
        });
    }

    /** A name that a caller chose is not repeated, unless it is plain. */
    private static String plain(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : "a parameter's name";
    }

    private static Set<String> and(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Arrays.stream(more)).collect(Collectors.toUnmodifiableSet());
    }
}
