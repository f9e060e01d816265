package dev.gatehouse.audit.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.document.InvalidDocument;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionReaderTest {
    @Test
    void readsRulesAndTheDefault() {
        Retention retention = read("""
                version: 1
                default: 1095
                sources:
                  cloudtrail: 400
                  cloudtrail/111122223333: 2555
                """);

        assertThat(retention.rules())
                .containsExactly(
                        new Retention.Rule("", 1095),
                        new Retention.Rule("cloudtrail", 400),
                        new Retention.Rule("cloudtrail/111122223333", 2555));
    }

    @ParameterizedTest
    @CsvSource({
        "cloudtrail,400",
        "cloudtrail/9,400",
        "cloudtrail/111122223333,2555",
        "cloudtrail/111122223333/x,2555",
        "cloudtrail/1111222233334,400",
        "cloudtrail-digest,1095",
        "app,1095",
    })
    void theLongestPrefixOfWholeSegmentsCounts(String source, int days) {
        Retention retention = read("""
                version: 1
                default: 1095
                sources:
                  cloudtrail: 400
                  cloudtrail/111122223333: 2555
                """);

        assertThat(retention.ruleFor(source)).map(Retention.Rule::days).contains(days);
    }

    @Test
    void keepsForEverWhatNoRuleIsAbout() {
        Retention retention = read("version: 1\nsources:\n  a: 30\n");

        assertThat(retention.ruleFor("b")).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {Retention.MIN_DAYS, Retention.MAX_DAYS})
    void takesDaysUpToTheirLimits(int days) {
        assertThat(read("version: 1\nsources:\n  a: " + days + "\n").rules())
                .containsExactly(new Retention.Rule("a", days));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 1\\nsources:\\n  a: 6|line 3, sources > a|from 7 to 36500",
                "version: 1\\nsources:\\n  a: 36501|line 3, sources > a|from 7 to 36500",
                "version: 1\\nsources:\\n  a: 0|line 3, sources > a|from 7",
                "version: 1\\nsources:\\n  a: -30|line 3, sources > a|from 7",
                "version: 1\\nsources:\\n  a: 30d|line 3, sources > a|whole number",
                "version: 1\\nsources:\\n  a: '30'|line 3, sources > a|whole number",
                "version: 1\\nsources:\\n  a: ~|line 3, sources > a|whole number",
                "version: 1\\nsources:\\n  a: 30\\n  a: 40|line 4|twice",
                "version: 1\\nsources:\\n  a b: 30|line 3|no source",
                "version: 1\\nsources:\\n  a/: 30|line 3|ends with a slash",
                "version: 1\\nsources: [a]|line 2, sources|must be a mapping",
                "version: 1\\nsource:\\n  a: 30|line 3, source|is not a known key",
                "version: 1\\ndefault: 1|line 2, default|from 7",
                "version: 2|line 1, version|from 1 to 1",
                "default: 30|document|lacks 'version'",
            })
    void saysWhereAndWhatIsWrong(String text, String where, String what) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(what)
                .satisfies(e -> assertThat(where.equals("document")
                                || String.valueOf(e.getMessage()).contains(where))
                        .as(e.getMessage())
                        .isTrue());
    }

    private static Retention read(String text) {
        return RetentionReader.read(text.getBytes(UTF_8));
    }
}
