package dev.gatehouse.audit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ranges of ten bytes are. */
class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-9, 0, 9",
        "bytes=0-10, 0, 9",
        "bytes=9-9, 9, 9",
        "bytes=9-, 9, 9",
        "bytes=3-999999999999999999, 3, 9",
        "bytes=-1, 9, 9",
        "bytes=-10, 0, 9",
        "bytes=-11, 0, 9"
    })
    void isAPart(String header, long from, long to) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange.Part(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-11", "bytes=-0", "bytes=999999999999999999-"})
    void isOutside(String header) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange.Outside());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=5-4",
                "bytes=0-1,3-4",
                "lines=0-1",
                "bytes=a-b",
                "bytes=1000000000000000000-"
            })
    void isPassedOver(String header) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange.All());
    }

    @Test
    void nothingIsAskedFor() {
        assertThat(ByteRange.of(null, 10)).isEqualTo(new ByteRange.All());
    }

    @Test
    void nothingIsThere() {
        assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new ByteRange.Outside());
        assertThat(ByteRange.of("bytes=-5", 0)).isEqualTo(new ByteRange.Outside());
    }
}
