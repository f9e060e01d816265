package dev.gatehouse.audit.detect.sigma;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigmaParserTest {
    private static final String CORRELATION = """
            title: Many
            id: 22222222-2222-2222-2222-222222222222
            status: stable
            level: critical
            correlation:
              type: value_count
              rules: [base]
              group-by: [userIdentity.arn]
              timespan: 10m
              condition:
                field: eventName
                gte: 20
            """;

    @Test
    void readsARule() {
        SigmaRule rule = RuleText.parse("""
                title: Trail stopped
                id: 11111111-1111-1111-1111-111111111111
                name: trail
                status: stable
                level: high
                description: Somebody stopped it.
                references: [https://example.com/a]
                tags: [attack.t1562.008]
                author: Us
                date: 2026-01-01
                logsource:
                  product: aws
                  service: cloudtrail
                detection:
                  stop:
                    eventName: StopLogging
                  condition: stop
                gatehouse:
                  dedupe:
                    by: [userIdentity.arn]
                    window: 1h
                """);

        assertThat(rule.title()).isEqualTo("Trail stopped");
        assertThat(rule.name()).contains("trail");
        assertThat(rule.level()).isEqualTo(Level.HIGH);
        assertThat(rule.status()).isEqualTo(SigmaRule.Status.STABLE);
        assertThat(rule.tags()).containsExactly("attack.t1562.008");
        assertThat(rule.dedupe())
                .contains(new SigmaRule.Dedupe(List.of(FieldPath.of("userIdentity.arn")), Duration.ofHours(1)));
        assertThat(rule.version()).matches("[0-9a-f]{16}");
        assertThat(((EventBody) rule.body()).source()).isEqualTo(LogSource.CLOUDTRAIL);
    }

    @Test
    void readsACorrelation() {
        SigmaRule rule = RuleText.parse(CORRELATION);

        SigmaRule.Correlation correlation = (SigmaRule.Correlation) rule.body();
        assertThat(correlation.atLeast()).isEqualTo(20);
        assertThat(correlation.timespan()).isEqualTo(Duration.ofMinutes(10));
        assertThat(correlation.distinct()).contains(FieldPath.of("eventName"));
        assertThat(correlation.generate()).isFalse();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                value_count      ~ temporal ~ line 6, correlation > type: the correlation 'temporal' is not supported
                value_count      ~ temporal_ordered ~ line 6, correlation > type: the correlation 'temporal_ordered' is not supported
                gte: 20          ~ lte: 20 ~ line 12, correlation > condition > lte: the key 'lte' is not supported
                gte: 20          ~ gte: 1 ~ line 12, correlation > condition > gte: must be a whole number from 2 to 1000
                gte: 20          ~ gte: 1001 ~ line 12, correlation > condition > gte: must be a whole number from 2 to 1000
                timespan: 10m    ~ timespan: 8d ~ line 9, correlation > timespan: must be at most 7d
                timespan: 10m    ~ timespan: 10M ~ line 9, correlation > timespan: must be a number and one of s, m, h, d
                timespan: 10m    ~ aliases: {} ~ line 9, correlation > aliases: the key 'aliases' is not supported
                rules: [base]    ~ rules: [] ~ line 7, correlation > rules: must name a rule
                """)
    void refusesCorrelationsThatAreNotSupported(String given, String written, String message) {
        String rule = CORRELATION.replace(given, written);

        assertThatThrownBy(() -> RuleText.parse(rule))
                .isInstanceOf(InvalidRule.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"gte: 2,2", "gte: 1000,1000", "gt: 1,2", "gt: 999,1000"})
    void readsCountsUpToTheLimit(String condition, int atLeast) {
        SigmaRule rule = RuleText.parse(CORRELATION.replace("gte: 20", condition));

        assertThat(((SigmaRule.Correlation) rule.body()).atLeast()).isEqualTo(atLeast);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                a|base64: x ~ the modifier 'base64' is not supported
                a|base64offset: x ~ the modifier 'base64offset' is not supported
                a|windash: x ~ the modifier 'windash' is not supported
                a|expand: x ~ the modifier 'expand' is not supported
                a|utf16le: x ~ the modifier 'utf16le' is not supported
                a|gte: 5 ~ the modifier 'gte' is not supported
                a|contains|re: x ~ the modifier 're' does not go with the one before it
                a|re|cased: x ~ the modifier 'cased' goes with texts only
                a|i: x ~ the modifier 'i' goes after 're' only
                a|re: '(?=x)' ~ is not a regular expression of RE2
                a|re: '(x)\\1' ~ is not a regular expression of RE2
                a|cidr: 10.0.0.0/33 ~ is not a CIDR range
                a|cidr: 10.0.0.0 ~ is not a CIDR range
                a|exists: yes ~ 'exists' takes true or false
                a|contains: null ~ must be a text, a number or a boolean
                a: {b: c} ~ must be a text, a number or a boolean
                a: [] ~ must have 1 to 1000 values
                """)
    void refusesModifiersAndValuesByName(String entry, String message) {
        String rule = RuleText.withDetection("s:\n  " + entry + "\ncondition: s\n");

        assertThatThrownBy(() -> RuleText.parse(rule))
                .isInstanceOf(InvalidRule.class)
                .hasMessage("line 10, detection > s > " + entry.substring(0, entry.indexOf(':')) + ": " + message);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                title: A test             ~ name: x ~ 'title' is missing
                status: test              ~ status: done ~ line 3, status: is not a status of Sigma's
                level: low                ~ level: severe ~ line 4, level: is not a level of Sigma's
                id: 1111                  ~ id: 1-1-1-1-1 ~ line 2, id: must be a UUID in lower case
                product: aws              ~ product: windows ~ line 6, logsource: the log source 'windows/cloudtrail' is not supported
                product: aws              ~ category: process ~ line 6, logsource > category: the key 'category' is not supported
                level: low                ~ taxonomy: x ~ line 4, taxonomy: the key 'taxonomy' is not supported
                """)
    void refusesHeadsThatAreNotSupported(String given, String written, String message) {
        String rule = RuleText.withDetection("s:\n  a: 1\ncondition: s\n")
                .replace("11111111-1111-1111-1111-111111111111", "1111")
                .replace(given, written);
        String whole = rule.contains("id: 1111\n")
                ? rule.replace("id: 1111", "id: 11111111-1111-1111-1111-111111111111")
                : rule;

        assertThatThrownBy(() -> RuleText.parse(whole))
                .isInstanceOf(InvalidRule.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void refusesTheOldTimeframe() {
        String rule = RuleText.withDetection("s:\n  a: 1\ntimeframe: 5m\ncondition: s\n");

        assertThatThrownBy(() -> RuleText.parse(rule)).hasMessageContaining("'timeframe' is not supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &x [1]\nb: *x",
                "a: &x 1",
                "a: !!java.net.URL [http://localhost]",
                "a: 1\na: 2",
                "? [a]\n: b",
                "a: 1\n---\nb: 2",
                "",
                " ~ nothing",
                "a: [",
                "a: \"\\x",
                "a: \"\\U99999999\"",
                "just a text",
                "[1, 2]",
                "a: \u0007",
                "{a: {b: {c: {d: {e: {f: {g: {h: {i: 1}}}}}}}}}",
            })
    void refusesWhatIsNoRuleWithoutQuotingIt(String yaml) {
        assertThatThrownBy(() -> RuleText.parse(yaml))
                .isInstanceOf(InvalidRule.class)
                .hasNoCause()
                .message()
                .doesNotContain("localhost", "nothing", "just a text");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] latin = "title: \u00e4".getBytes(ISO_8859_1);

        assertThatThrownBy(() -> SigmaParser.parse(latin)).hasMessage("the rule is not UTF-8");
    }

    @Test
    void takesSixtyFourKilobytesAndNotOneMore() {
        String rule = RuleText.withDetection("s:\n  a: 1\ncondition: s\n#");
        byte[] full = (rule.stripTrailing()
                        + "x".repeat(RuleYaml.MAX_BYTES - rule.stripTrailing().length()))
                .getBytes(UTF_8);
        byte[] more = (new String(full, UTF_8) + "x").getBytes(UTF_8);

        assertThat(SigmaParser.parse(full).title()).isEqualTo("A test");
        assertThatThrownBy(() -> SigmaParser.parse(more)).hasMessage("the rule has more than 65536 bytes");
    }

    @Test
    void findsAProblemInEachPart() {
        String yaml = CORRELATION
                .replace("status: stable", "status: fine")
                .replace("level: critical", "level: loud")
                .replace("value_count", "temporal");

        assertThat(SigmaParser.problems(yaml.getBytes(UTF_8)))
                .extracting(InvalidRule::line)
                .containsExactly(3, 4, 6);
    }

    @Test
    void findsNoProblemInARule() {
        assertThat(SigmaParser.problems(CORRELATION.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void findsOneProblemInWhatIsNoYaml() {
        assertThat(SigmaParser.problems("a: [".getBytes(UTF_8)))
                .extracting(InvalidRule::problem)
                .containsExactly("is not well-formed YAML");
    }

    @Test
    void findsAProblemInAPartThatIsNotLookedAtAlone() {
        String yaml = CORRELATION + "description: 7\n";

        assertThat(SigmaParser.problems(yaml.getBytes(UTF_8)))
                .extracting(InvalidRule::place)
                .containsExactly("description");
    }
}
