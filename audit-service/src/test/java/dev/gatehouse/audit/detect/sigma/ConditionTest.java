package dev.gatehouse.audit.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final String SELECTIONS = """
            sel_a:
              a: 1
            sel_b:
              b: 1
            other:
              c: 1
            _kept:
              d: 1
            """;

    /** Each row's third column lists the selections that hold. */
    @ParameterizedTest(name = "{0} where {1}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
                sel_a or sel_b and other or _kept              ; a    ; true
                sel_a or sel_b and other or _kept              ; b    ; false
                sel_a or sel_b and other or _kept              ; bc   ; true
                (sel_a or sel_b) and other or _kept            ; a    ; false
                (sel_a or sel_b) and other or _kept            ; ac   ; true
                not sel_a and sel_b or other and _kept         ; b    ; true
                not sel_a and sel_b or other and _kept         ; ab   ; false
                not (sel_a or sel_b or other or _kept)         ;      ; true
                not (sel_a or sel_b or other or _kept)         ; c    ; false
                1 of sel_* and other and _kept                 ; bcd  ; true
                1 of sel_* and other and _kept                 ; cd   ; false
                all of sel_* and (other or _kept)              ; abc  ; true
                all of sel_* and (other or _kept)              ; ac   ; false
                any of sel_* or other and _kept                ; a    ; true
                1 of them or _kept                             ; c    ; true
                1 of them and not _kept                        ; d    ; false
                all of them and not _kept                      ; abc  ; true
                2 of them and not _kept                        ; ac   ; true
                2 of them and not _kept                        ; c    ; false
                NOT sel_a AND sel_b OR other AND _kept         ; b    ; true
                """)
    void bindsAsSigmaSays(String condition, String holding, boolean expected) {
        String event = "{" + fields(holding == null ? "" : holding) + "}";

        boolean holds = RuleText.holds(SELECTIONS + "condition: " + condition, event);

        assertThat(holds).isEqualTo(expected);
    }

    private static String fields(String holding) {
        return String.join(
                ",", holding.chars().mapToObj(c -> "\"" + (char) c + "\":1").toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                sel_a | count() > 5 ~ the aggregation after '|' is not supported; a correlation rule counts
                sel_a near sel_b ~ 'near' is not supported
                sel_a and ~ ends too early
                (sel_a ~ a parenthesis is not closed
                sel_a) ~ nothing may follow before ')'
                sel_a sel_b ~ nothing may follow before 'sel_b'
                nowhere ~ there is no selection 'nowhere'
                1 of nowhere* ~ there is no selection for 'nowhere*'
                3 of sel_* ~ asks for more selections than there are for 'sel_*'
                few of sel_* ~ 'few' before 'of' is not a number, 'any' or 'all'
                sel_a & sel_b ~ the character '&' is not supported
                sel_a ~ does not use the selection 'sel_b'
                """)
    void refusesByNameAndPlace(String condition, String message) {
        String rule = RuleText.withDetection(SELECTIONS + "condition: " + condition + "\n");

        assertThatThrownBy(() -> RuleText.parse(rule))
                .isInstanceOf(InvalidRule.class)
                .hasMessage("line 17, detection > condition: " + message);
    }

    @Test
    void refusesAListOfConditions() {
        String rule = RuleText.withDetection(SELECTIONS + "condition: [sel_a, sel_b]\n");

        assertThatThrownBy(() -> RuleText.parse(rule))
                .hasMessage("line 17, detection > condition: a list of conditions is not supported");
    }

    @ParameterizedTest
    @CsvSource({"16, true", "17, false"})
    void readsSixteenLevelsOfParentheses(int levels, boolean taken) {
        String rule = RuleText.withDetection(
                "s:\n  a: 1\ncondition: '" + "(".repeat(levels) + "s" + ")".repeat(levels) + "'\n");

        if (taken) {
            assertThat(RuleText.parse(rule).title()).isEqualTo("A test");
        } else {
            assertThatThrownBy(() -> RuleText.parse(rule)).hasMessageEndingWith("is nested deeper than 16 levels");
        }
    }
}
