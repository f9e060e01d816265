package dev.gatehouse.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParametersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void asksForTheNewestOfTheLastThirtyDaysWhereNothingIsSaid() {
        EventQuery query = page();

        assertThat(query.order()).isEqualTo(Order.NEWEST);
        assertThat(query.limit()).isEqualTo(100);
        assertThat(query.after()).isEmpty();
        assertThat(query.filter())
                .isEqualTo(EventFilter.between(
                        Instant.parse("2026-01-30T13:00:00Z"),
                        Instant.parse("2026-03-01T13:00:00Z"),
                        VisibleSources.ALL));
    }

    @Test
    void takesEachFilter() {
        EventFilter filter = page(
                        "from=2026-02-01T00:00:00+01:00",
                        "to=2026-02-02t00:00:00z",
                        "actor=a*",
                        "action=b",
                        "resource=c",
                        "outcome=denied",
                        "source=d/e",
                        "class=6003",
                        "q=50% off_*")
                .filter();

        assertThat(filter)
                .isEqualTo(new EventFilter(
                        Instant.parse("2026-01-31T23:00:00Z"),
                        Instant.parse("2026-02-02T00:00:00Z"),
                        Optional.of(new TextFilter("a*")),
                        Optional.of(new TextFilter("b")),
                        Optional.of(new TextFilter("c")),
                        Optional.of(Outcome.DENIED),
                        Optional.of(new TextFilter("d/e")),
                        OptionalInt.of(6003),
                        Optional.of("50% off_*"),
                        VisibleSources.ALL));
    }

    @Test
    void takesTheCursorOfThePageBefore() {
        EventQuery first = page("order=oldest", "limit=7", "actor=a");
        Cursor last = new Cursor(NOW, 5);

        EventQuery next =
                page("order=oldest", "limit=7", "actor=a", "cursor=" + last.text(first.filter(), first.order()));

        assertThat(next).isEqualTo(first.next(last));
    }

    @Test
    void refusesTheCursorOfAnotherQuery() {
        EventQuery other = page("actor=b");
        String cursor = new Cursor(NOW, 5).text(other.filter(), other.order());

        assertThatThrownBy(() -> page("actor=a", "cursor=" + cursor))
                .isInstanceOf(QueryRefused.class)
                .hasMessage("cursor was given by a query with other filters or another order");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=yesterday      | from must be a time with its offset, for instance 2026-03-01T00:00:00Z",
                "from=2026-02-30T00:00:00Z | from must be a time with its offset, for instance 2026-03-01T00:00:00Z",
                "to=2026-02-01T00:00:00 | to must be a time with its offset, for instance 2026-03-01T00:00:00Z",
                "from=2026-04-01T00:00:00Z | to must be after from",
                "from=+999999999-12-31T23:59:59Z | from must be in the years 1 to 9999",
                "limit=0             | limit must be positive",
                "limit=-1            | limit must be a whole number of at most 9 digits",
                "limit=1e3           | limit must be a whole number of at most 9 digits",
                "limit=1234567890    | limit must be a whole number of at most 9 digits",
                "class=api           | class must be a whole number of at most 9 digits",
                "outcome=DENIED      | outcome must be one of attempt, success, denied, failure, unknown",
                "order=time          | order must be one of newest, oldest",
                "cursor=x            | cursor is not one that this service gave",
                "actor=              | actor must not be empty",
                "q=                  | q must not be empty",
                "typo=1              | typo is not a parameter here",
                "<b>=1               | a parameter's name is not a parameter here",
            })
    void namesTheParameterThatIsWrong(String pair, String message) {
        assertThatThrownBy(() -> page(pair)).isInstanceOf(QueryRefused.class).hasMessage(message);
    }

    @Test
    void refusesAParameterThatIsGivenTwice() {
        assertThatThrownBy(() -> new EventParameters(Map.of("actor", List.of("a", "b")), EventParameters.PAGE))
                .isInstanceOf(QueryRefused.class)
                .hasMessage("actor must be given once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\nb", "\ud800"})
    void refusesTextThatIsNotClean(String text) {
        assertThatThrownBy(() -> page("actor=" + text)).hasMessageStartingWith("actor must not have");
        assertThatThrownBy(() -> page("q=" + text)).hasMessageStartingWith("q must not have");
    }

    @ParameterizedTest
    @CsvSource({"1s,PT1S", "15m,PT15M", "2h,PT2H", "7d,P7D"})
    void takesAnInterval(String text, Duration interval) {
        assertThat(parameters(EventParameters.HISTOGRAM, "interval=" + text).interval())
                .contains(interval);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "h", "-1h", "1.5h", "1w", "12345678s", "PT1H"})
    void refusesWhatIsNoInterval(String text) {
        assertThatThrownBy(() -> parameters(EventParameters.HISTOGRAM, "interval=" + text)
                        .interval())
                .hasMessage("interval must be a number and s, m, h or d, for instance 15m");
    }

    @Test
    void tellsWhereAStreamGoesOn() {
        assertThat(parameters(EventParameters.STREAM, "after=41").after()).isEqualTo(OptionalLong.of(41));
        assertThat(parameters(EventParameters.STREAM).after()).isEmpty();
        assertThatThrownBy(() -> parameters(EventParameters.STREAM, "after=-1").after())
                .hasMessage("after must be a whole number of at most 18 digits");
    }

    @Test
    void aStreamHasNoTimeRange() {
        assertThatThrownBy(() -> parameters(EventParameters.STREAM, "from=2026-01-01T00:00:00Z"))
                .hasMessage("from is not a parameter here");
    }

    private static EventQuery page(String... pairs) {
        return parameters(EventParameters.PAGE, pairs).page(NOW, VisibleSources.ALL);
    }

    private static EventParameters parameters(Set<String> known, String... pairs) {
        return new EventParameters(
                Stream.of(pairs)
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1]))),
                known);
    }
}
