package dev.gatehouse.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFilterTest {
    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, A, false",
        "a, ab, false",
        "*, '', true",
        "a*, a, true",
        "*a, ba, true",
        "a*c, abbc, true",
        "a*c, abbd, false",
        "a*b*c, a-b-b-c, true",
        "a*b*c, acb, false",
        "**, x, true",
        "a?, ab, false",
        "a.c, abc, false",
        "%, abc, false"
    })
    void matchesTheWholeText(String pattern, String text, boolean matches) {
        assertThat(new TextFilter(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void matchesWhatTheSameExpressionDoes() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "ab*", 1 + random.nextInt(6));
            String text = text(random, "ab\n", random.nextInt(8));
            String expression = pattern.chars()
                    .mapToObj(c -> c == '*' ? "(?s:.*)" : Pattern.quote(Character.toString(c)))
                    .collect(Collectors.joining());

            assertThat(new TextFilter(pattern).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(Pattern.matches(expression, text));
        }
    }

    @Test
    void isSoonDoneWithAHostilePattern() {
        TextFilter hostile = new TextFilter("*a*a*a*a*a*a*a*a*a*a*a*a*a*b");

        assertThat(hostile.matches("a".repeat(100_000))).isFalse();
    }

    private static String text(Random random, String alphabet, int length) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
