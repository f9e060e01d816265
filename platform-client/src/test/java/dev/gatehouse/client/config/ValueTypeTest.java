package dev.gatehouse.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {
    private enum Network {
        NONE,
        ALL_REGISTRIES
    }

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "30s, PT30S",
        "5m, PT5M",
        "1h30m, PT1H30M",
        "1d, P1D",
        "P1D, PT24H",
        "PT1.5S, PT1.5S",
        "0s, PT0S"
    })
    void readsDurations(String text, Duration expected) {
        assertThat(ValueType.DURATION.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "s", "1m1h", "-1s", "PT-1S", "-PT1S", "1.5s", "30 s", "P", "P999999999999999999D"})
    void refusesOtherDurations(String text) {
        assertThat(ValueType.DURATION.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "4096B, 4096",
        "10KB, 10000",
        "10MB, 10000000",
        "64MiB, 67108864",
        "1TiB, 1099511627776",
        "9223372036854775807, 9223372036854775807"
    })
    void readsSizes(String text, long expected) {
        assertThat(ValueType.SIZE.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "1.5MB", "01", "1iB", "10mb", "1 KB", "9223372036854775808", "9223372036854775807KB"})
    void refusesOtherSizes(String text) {
        assertThat(ValueType.SIZE.parse(text)).isEmpty();
    }

    @Test
    void readsNumbersUpToTheirBounds() {
        assertThat(ValueType.INT.parse("2147483647")).contains(Integer.MAX_VALUE);
        assertThat(ValueType.INT.parse("2147483648")).isEmpty();
        assertThat(ValueType.LONG.parse("-9223372036854775808")).contains(Long.MIN_VALUE);
        assertThat(ValueType.LONG.parse("9223372036854775808")).isEmpty();
        assertThat(ValueType.DOUBLE.parse("0.10")).contains(0.1);
        assertThat(ValueType.DOUBLE.parse("1e999")).isEmpty();
        assertThat(ValueType.DOUBLE.parse("NaN")).isEmpty();
        assertThat(ValueType.DECIMAL.parse("0.10")).contains(new BigDecimal("0.10"));
    }

    @Test
    void readsTruthAndNothingLikeIt() {
        assertThat(ValueType.BOOLEAN.parse("true")).contains(true);
        assertThat(ValueType.BOOLEAN.parse("false")).contains(false);
        assertThat(ValueType.BOOLEAN.parse("TRUE")).isEmpty();
        assertThat(ValueType.BOOLEAN.parse("1")).isEmpty();
    }

    @Test
    void readsLists() {
        assertThat(ValueType.LIST.parse("a,b")).contains(List.of("a", "b"));
        assertThat(ValueType.LIST.parse("a")).contains(List.of("a"));
        assertThat(ValueType.LIST.parse("")).contains(List.of());
    }

    @Test
    void readsConstantsAsTheContractWritesThem() {
        ValueType<Network> type = ValueType.oneOf(Network.class);

        assertThat(type.parse("none")).contains(Network.NONE);
        assertThat(type.parse("all-registries")).contains(Network.ALL_REGISTRIES);
        assertThat(type.parse("ALL_REGISTRIES")).contains(Network.ALL_REGISTRIES);
        assertThat(type.parse("open")).isEmpty();
        assertThat(ValueType.oneOf(Network.class)).isSameAs(type);
    }
}
