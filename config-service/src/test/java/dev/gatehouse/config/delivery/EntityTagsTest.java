package dev.gatehouse.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
    private static final String ETAG = "\"abc_-1\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"abc_-1\"",
                "W/\"abc_-1\"",
                "*",
                "\"x\", \"abc_-1\"",
                "\"x\",\"abc_-1\",\"y\"",
                "\"x\" , W/\"abc_-1\"",
                " \"abc_-1\" "
            })
    void matches(String list) {
        assertThat(EntityTags.anyMatches(list, ETAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "abc_-1",
                "\"abc_-1",
                "abc_-1\"",
                "\"ABC_-1\"",
                "\"abc_-1x\"",
                "w/\"abc_-1\"",
                "W/ \"abc_-1\"",
                "W/W/\"abc_-1\"",
                "\"x\" \"abc_-1\"",
                "**"
            })
    void doesNotMatch(String list) {
        assertThat(EntityTags.anyMatches(list, ETAG)).isFalse();
    }

    @Test
    void looksAtSoManyAndNoMore() {
        assertThat(EntityTags.anyMatches("\"x\",".repeat(63) + ETAG, ETAG)).isTrue();
        assertThat(EntityTags.anyMatches("\"x\",".repeat(64) + ETAG, ETAG)).isFalse();
    }
}
