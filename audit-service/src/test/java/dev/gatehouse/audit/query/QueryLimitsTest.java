package dev.gatehouse.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLimitsTest {
    private static final QueryLimits LIMITS =
            new QueryLimits(10, 1_024, Duration.ofDays(2), Duration.ofSeconds(1), 5, 48);
    private static final Instant START = TestEvent.START;

    @Test
    void boundsTheRowsOfAPage() {
        EventFilter day = range(Duration.ofDays(1));

        assertThatCode(() -> LIMITS.check(query(day, 10))).doesNotThrowAnyException();
        assertThatThrownBy(() -> LIMITS.check(query(day, 11)))
                .isInstanceOf(QueryRefused.class)
                .hasMessage("limit must be at most 10");
        assertThatThrownBy(() -> query(day, 0)).isInstanceOf(QueryRefused.class);
    }

    @Test
    void boundsTheRange() {
        assertThatCode(() -> LIMITS.check(range(Duration.ofDays(2)))).doesNotThrowAnyException();
        assertThatThrownBy(() -> LIMITS.check(range(Duration.ofDays(2).plusNanos(1))))
                .isInstanceOf(QueryRefused.class)
                .hasMessage("from must be at most 2 days before to");
        assertThatThrownBy(() -> range(Duration.ZERO)).isInstanceOf(QueryRefused.class);
        assertThatThrownBy(() -> EventFilter.between(Instant.MIN, START, VisibleSources.ALL))
                .isInstanceOf(QueryRefused.class);
        assertThatThrownBy(() -> EventFilter.between(START, Instant.MAX, VisibleSources.ALL))
                .isInstanceOf(QueryRefused.class);
    }

    @Test
    void boundsTheText() {
        QueryLimits wide = new QueryLimits(10, 1_024, Duration.ofDays(99), Duration.ofSeconds(1), 5, 48);

        assertThatCode(() -> wide.check(TestFilter.text("12345"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> wide.check(TestFilter.text("123456"))).isInstanceOf(QueryRefused.class);
    }

    @Test
    void boundsTheBucketsOfAHistogram() {
        EventFilter day = range(Duration.ofDays(1));

        assertThatThrownBy(() -> LIMITS.check(day, Duration.ofMinutes(29)))
                .isInstanceOf(QueryRefused.class)
                .hasMessage("interval must give at most 48 buckets");
        assertThatCode(() -> LIMITS.check(day, Duration.ofMinutes(30))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"PT10S,PT1S", "PT48S,PT1S", "PT49S,PT5S", "PT12H,PT15M", "PT48H,PT1H", "P400D,P30D"})
    void choosesTheSmallestWidthThatFits(Duration range, Duration width) {
        assertThat(Histogram.width(START, START.plus(range), 48)).isEqualTo(width);
    }

    @Test
    void countsTheBucketsThatARangeTouches() {
        Duration hour = Duration.ofHours(1);

        assertThat(Histogram.buckets(START, START.plus(hour), hour)).isEqualTo(1);
        assertThat(Histogram.buckets(START, START.plus(hour).plusNanos(1_000), hour))
                .isEqualTo(2);
        assertThat(Histogram.buckets(START.minusNanos(1_000), START.plus(hour), hour))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "a\nb", "\ud800", "x\udc00"})
    void takesCleanTextOnly(String text) {
        assertThatThrownBy(() -> TextFilter.of("actor", text))
                .isInstanceOf(QueryRefused.class)
                .hasMessageStartingWith("actor must ");
        assertThatThrownBy(() -> TestFilter.text(text)).isInstanceOf(QueryRefused.class);
    }

    @Test
    void boundsAPatternsLengthAndStars() {
        assertThatCode(() -> new TextFilter("x".repeat(2_048))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new TextFilter("x".repeat(2_049))).isInstanceOf(QueryRefused.class);
        assertThatCode(() -> new TextFilter("*a".repeat(16))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new TextFilter("*a".repeat(17))).isInstanceOf(QueryRefused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_001})
    void refusesLimitsThatAreNone(int rows) {
        assertThatThrownBy(() -> new QueryLimits(rows, 1_024, Duration.ofDays(1), Duration.ofSeconds(1), 5, 5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static EventFilter range(Duration length) {
        return EventFilter.between(START, START.plus(length), VisibleSources.ALL);
    }

    private static EventQuery query(EventFilter filter, int limit) {
        return new EventQuery(filter, Order.NEWEST, limit, Optional.empty());
    }
}
