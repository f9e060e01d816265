package dev.gatehouse.scanner.rule.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static Expression of(String regex, String... keywords) {
        return Expression.of(regex, List.of(keywords), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "'\\bghp_[a-z]{36}\\b', ghp_, 0, 0",
        "'(?:^|[^a-z])(xox[bap]-[0-9]+)', xoxb-, 0, 1",
        "'[A-Z]{2,4}-([0-9a-f]{8})abcd', abcd, 11, 13",
        "'(?i)https?://abc', http://abc, 0, 0",
        "'a?b?key', key, 0, 2",
    })
    void knowsHowFarAKeywordStandsFromTheBeginning(String regex, String keyword, int least, int most) {
        Expression expression =
                Expression.of(regex + "|zzzz(?:)", List.of(keyword, "xoxa-", "xoxp-", "https://abc", "zzzz"), 0);

        assertThat(expression.anchors())
                .filteredOn(anchor -> anchor.keyword().equals(keyword))
                .extracting(Anchor::least, Anchor::most)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(least, most));
    }

    @Test
    void takesAnOptionalBeginningOffWhereAGroupIsTheSecret() {
        Expression expression = of("(?i)[\\w.-]{0,50}?(?:password|passwd)\\s*=\\s*(\\S{8,})", "password", "passwd");

        assertThat(expression.anchors())
                .extracting(Anchor::least, Anchor::most)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(0, 0));
        assertThat(expression.leadMost()).isEqualTo(50);
        assertThat(expression.lead().contains('.')).isTrue();
    }

    @Test
    void aWayWithoutAKeywordLeavesNoAnchor() {
        assertThat(of("(?:tok_|[a-z]{3})[0-9]{8}", "tok_").anchors()).isEmpty();
    }

    @Test
    void fallsBackToTheLiteralsOfTheExpression() {
        assertThat(of("abc[0-9]{0,3}wxyz_", "missing").anchors())
                .extracting(Anchor::keyword)
                .containsExactly("wxyz_");
    }

    @Test
    void knowsWhatMustFollow() {
        Follow follow = of("(?i)token[\\w ]{0,20}[=:]\\s*(\\w+)", "token")
                .anchors()
                .getFirst()
                .follow();

        assertThat(follow.gap()).isEqualTo(20);
        assertThat(follow.required()).isEqualTo(ByteClass.of('=').or(ByteClass.of(':')));
        assertThat(follow.isSelective()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a{b | a{b | A{b",
                "[[:alnum:]]+ | aZ9 | _",
                "[[] | [ | ]",
                "[]a] | ] | b",
                "[a&&b]{3} | a&b | c",
                "(?P<the_name>x)y | xy | x",
                "(?i)k\\x41 | Ka | kb",
                "(?i:a)B | AB | ab",
                "\\Qa.b\\E | a.b | axb",
                "\\d\\D\\w\\W\\s\\S | 1a_- x | 11_- x",
                "a{2}b{1,}c{0,2} | aabbcc | abc",
                "[^a-y] | z | a",
                "[xy] | y | z",
            })
    void meansInJavaWhatItMeansInRe2(String regex, String matching, String other) {
        Pattern java = Pattern.compile(of(regex).java());
        com.google.re2j.Pattern linear =
                com.google.re2j.Pattern.compile(of(regex).linear());
        com.google.re2j.Pattern original = com.google.re2j.Pattern.compile(regex);

        assertThat(List.of(java.matcher(matching).matches(), linear.matches(matching), original.matches(matching)))
                .containsOnly(true);
        assertThat(List.of(java.matcher(other).matches(), linear.matches(other), original.matches(other)))
                .containsOnly(false);
    }

    @Test
    void aLiteralBeyondAsciiIsItsUtf8() {
        String bytes = new String("caf\u00e9".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(Pattern.matches(of("caf\u00e9").java(), bytes)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(?=a)b", "(?<=a)b", "(a)\\1", "a++", "(?#note)a", "\\p{L}", "[\u00e9]", "a)", "(a", "*a", "a\\"
            })
    void whatTheSubsetLacksIsRefused(String regex) {
        assertThatThrownBy(() -> of(regex)).isInstanceOf(UnsupportedRegex.class).hasMessageContaining("at character");
    }
}
