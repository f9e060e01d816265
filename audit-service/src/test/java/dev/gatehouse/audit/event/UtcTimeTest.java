package dev.gatehouse.audit.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
    @Test
    void writesAndReadsAsThePlatformDoes() {
        Random random = new Random(17);
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        for (int i = 0; i < 10_000; i++) {
            int unit = List.of(1, 1_000, 1_000_000, 1_000_000_000).get(random.nextInt(4));
            int nano = random.nextInt(1_000_000_000) / unit * unit;
            Instant time = Instant.ofEpochSecond(random.nextLong(first, last + 1), nano);

            String text = UtcTime.text(time).orElseThrow();

            assertThat(text).isEqualTo(time.toString());
            assertThat(UtcTime.parse(text)).contains(time);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0000-01-01T00:00:00Z, true",
        "-0001-12-31T23:59:59.999999999Z, false",
        "9999-12-31T23:59:59.999999999Z, true",
        "+10000-01-01T00:00:00Z, false"
    })
    void hasTextsForYearsOfFourDigits(String time, boolean has) {
        Instant instant = Instant.parse(time);

        assertThat(UtcTime.text(instant)).isEqualTo(has ? Optional.of(time) : Optional.empty());
        assertThat(UtcTime.parse(time)).isEqualTo(has ? Optional.of(instant) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "2023-07-10T11:47:39.5Z, 500000000",
        "2023-07-10T11:47:39.05Z, 50000000",
        "2023-07-10T11:47:39.000000001Z, 1",
        "2023-07-10T11:47:39.999999999Z, 999999999",
        "2023-07-10T11:47:39.Z, 0",
        "2023-07-10T13:47:39.5+02:00, 500000000"
    })
    void readsAnyNumberOfDigits(String text, int nanos) {
        assertThat(UtcTime.parse(text)).contains(Instant.ofEpochSecond(1_688_989_659, nanos));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2023-02-29T00:00:00Z",
                "2023-00-10T00:00:00Z",
                "2023-07-10T24:00:01Z",
                "2023-07-10T00:60:00Z",
                "2023-07-10T00:00:60Z",
                "2023-07-10T00:00:00z ",
                "2023-07-10 00:00:00Z",
                "2023-07-1０T00:00:00Z",
                "2023-07-10T00:00:00,5Z",
                "2023-07-10T00:00:00.-5Z",
                "2023-07-10T00:00:00.1234567890Z",
                "2023-07-10T00:00:00.5",
                "2023-02-29T00:00:00.5Z",
                "2023-07-10T00:00:60.5Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(UtcTime.parse(text)).isEmpty();
    }
}
