package dev.gatehouse.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.Outcome;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final Cursor CURSOR = new Cursor(Instant.parse("2026-03-01T10:00:00.123456Z"), 42);
    private static final EventFilter FILTER = TestFilter.actor("ann");

    @Test
    void comesBackAsItWas() {
        String text = CURSOR.text(FILTER, Order.NEWEST);

        assertThat(Cursor.parse(text, FILTER, Order.NEWEST)).isEqualTo(CURSOR);
        assertThat(text).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void comesBackFromTimesBefore1970() {
        Cursor early = new Cursor(Instant.parse("0001-01-01T00:00:00.000001Z"), 0);

        assertThat(Cursor.parse(early.text(FILTER, Order.OLDEST), FILTER, Order.OLDEST))
                .isEqualTo(early);
    }

    static Stream<EventFilter> others() {
        return Stream.of(
                TestFilter.ALL,
                TestFilter.actor("bob"),
                TestFilter.action("ann"),
                TestFilter.resource("ann"),
                TestFilter.source("ann"),
                TestFilter.text("ann"),
                TestFilter.outcome(Outcome.SUCCESS),
                TestFilter.classUid(6003));
    }

    @ParameterizedTest
    @MethodSource("others")
    void isRefusedByAnotherQuery(EventFilter other) {
        String text = CURSOR.text(FILTER, Order.NEWEST);

        assertThatThrownBy(() -> Cursor.parse(text, other, Order.NEWEST))
                .isInstanceOf(QueryRefused.class)
                .hasMessageContaining("other filters")
                .hasMessageNotContaining(text);
    }

    @Test
    void isRefusedInTheOtherOrder() {
        String text = CURSOR.text(FILTER, Order.NEWEST);

        assertThatThrownBy(() -> Cursor.parse(text, FILTER, Order.OLDEST)).isInstanceOf(QueryRefused.class);
    }

    @Test
    void isTakenWhereTheRangeOrTheRightsHaveMoved() {
        EventFilter moved =
                FILTER.within(FILTER.from().plusSeconds(1), FILTER.to().plusSeconds(1));

        assertThat(Cursor.parse(CURSOR.text(FILTER, Order.NEWEST), moved, Order.NEWEST))
                .isEqualTo(CURSOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!!", "AQ", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "ä", "=", "a b"})
    void isRefusedWhereItIsNone(String text) {
        assertThatThrownBy(() -> Cursor.parse(text, FILTER, Order.NEWEST))
                .isInstanceOf(QueryRefused.class)
                .hasMessageStartingWith("cursor ");
    }

    @Test
    void isRefusedWhereItIsEndless() {
        assertThatThrownBy(() -> Cursor.parse("A".repeat(1_000_000), FILTER, Order.NEWEST))
                .isInstanceOf(QueryRefused.class);
    }

    @Test
    void isRefusedWithAnyBitFlipped() {
        byte[] good = Base64.getUrlDecoder().decode(CURSOR.text(FILTER, Order.NEWEST));

        List<String> flipped = IntStream.range(0, good.length * 8)
                .mapToObj(bit -> {
                    byte[] bad = good.clone();
                    bad[bit / 8] ^= (byte) (1 << (bit % 8));
                    return Base64.getUrlEncoder().withoutPadding().encodeToString(bad);
                })
                .toList();

        assertThat(flipped)
                .allSatisfy(text -> assertThatThrownBy(() -> Cursor.parse(text, FILTER, Order.NEWEST))
                        .isInstanceOf(QueryRefused.class));
    }
}
