package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePatternTest {
    @ParameterizedTest
    @CsvSource({
        "parameter:/a/b, /a/b, true",
        "parameter:/a/b, /a/B, false",
        "parameter:/a/b, /a, false",
        "parameter:/a/b, /a/b/c, false",
        "parameter:/a/b, /a/bc, false",
        "parameter:/a/*, /a/b, true",
        "parameter:/a/*, /a, false",
        "parameter:/a/*, /a/b/c, false",
        "parameter:/*/b, /a/b, true",
        "parameter:/*/b, /a/c, false",
        "parameter:/a/x-*, /a/x-, true",
        "parameter:/a/x-*, /a/x-1, true",
        "parameter:/a/x-*, /a/x, false",
        "parameter:/a/x-*, /a/x-1/y, false",
        "parameter:/a/*-key, /a/openai-api-key, true",
        "parameter:/a/*-key, /a/openai-api-keys, false",
        "parameter:/a/x*y*z, /a/xyyzz, true",
        "parameter:/a/x*y*z, /a/xzy, false",
        "parameter:/a/**, /a, true",
        "parameter:/a/**, /a/b, true",
        "parameter:/a/**, /a/b/c/d, true",
        "parameter:/a/**, /ab, false",
        "parameter:/a/**, /ab/c, false",
        "parameter:/a/**, /b/a, false",
        "parameter:/a/*/c/**, /a/b/c, true",
        "parameter:/a/*/c/**, /a/b/c/d, true",
        "parameter:/a/*/c/**, /a/b/d/c, false",
        "parameter:/a/*/c/**, /a/c, false",
        "parameter:/**, /a, true",
        "parameter:/**, /a/b/c, true",
        "*:/**, /a/b, true",
        "secret:/a/b, /a/b, false",
        "secret:/**, /a/b, false",
    })
    void matchesParameters(String pattern, String path, boolean expected) {
        ResourcePattern parsed = ResourcePattern.parse(pattern, Words.VOCABULARY);

        assertThat(parsed.matches(Words.parameter(path))).isEqualTo(expected);
    }

    @Test
    void matchesSecretsByTheirNameWithALeadingSlash() {
        ResourcePattern pattern = ResourcePattern.parse("secret:/aurora/dev/openai-*", Words.VOCABULARY);

        assertThat(pattern.matches(Words.secret("aurora/dev/openai-api-key"))).isTrue();
        assertThat(pattern.matches(Words.secret("aurora/prod/openai-api-key"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token:/", "token:/**", "*:/**"})
    void matchesTheTokens(String pattern) {
        assertThat(ResourcePattern.parse(pattern, Words.VOCABULARY).matches(Resource.tokens()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token:/*", "token:/a", "contract:/", "parameter:/**"})
    void doesNotTakeTheTokensForSomethingElse(String pattern) {
        assertThat(ResourcePattern.parse(pattern, Words.VOCABULARY).matches(Resource.tokens()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "parameter",
                "/a",
                "parameter:",
                "parameter:a",
                "Parameter:/a",
                "flag:/a",
                "parameter:/a/",
                "parameter://a",
                "parameter:/a//b",
                "parameter:/a/../b",
                "parameter:/./a",
                "parameter:/a/**/b",
                "parameter:/a/b**",
                "parameter:/a/***",
                "parameter:/a b",
                "parameter:/a%2Fb",
                "parameter:/ä",
                "parameter:/**/",
                "**:/a",
                "parameter:/a?",
                "parameter:/a:/b"
            })
    void refusesWhatIsNoPattern(String text) {
        assertThatThrownBy(() -> ResourcePattern.parse(text, Words.VOCABULARY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheLongestPatternAndNotALongerOne() {
        String longest = "parameter:/" + "a".repeat(ResourcePattern.MAX_LENGTH - "parameter:/".length());

        assertThat(ResourcePattern.parse(longest, Words.VOCABULARY)).hasToString(longest);
        assertThatThrownBy(() -> ResourcePattern.parse(longest + "a", Words.VOCABULARY))
                .hasMessageContaining("characters");
    }

    @Test
    void comparesAManyStarredSegmentInBoundedWork() {
        // 40 stars over 1,000 characters: a matcher that tries every split would not end in this universe's time.
        ResourcePattern pattern = ResourcePattern.parse("parameter:/" + "*a".repeat(40) + "*b", Words.VOCABULARY);

        assertThat(pattern.matches(Words.parameter("/" + "a".repeat(1_000)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "parameter:/**, true",
        "parameter:/*/**, true",
        "contract:/*/*, true",
        "parameter:/aurora/**, false",
        "parameter:/a*/**, false",
        "parameter:/aurora, false",
        "token:/, false",
    })
    void knowsWhatReachesIntoEveryProject(String pattern, boolean expected) {
        assertThat(ResourcePattern.parse(pattern, Words.VOCABULARY).unbounded()).isEqualTo(expected);
    }
}
