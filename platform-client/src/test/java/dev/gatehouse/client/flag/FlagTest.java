package dev.gatehouse.client.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.flag.Evaluation.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags are those of config-service's contract, where they can be. */
class FlagTest {
    private static final String ON_OFF = "\"variants\":{\"on\":true,\"off\":false}";

    @Test
    void givesTheDefaultVariantWhereThereIsNoRule() {
        Flag flag = flag("{\"state\":\"ENABLED\"," + ON_OFF + ",\"defaultVariant\":\"on\"}");

        Evaluation evaluation = flag.evaluate(FlagContext.NONE, 0);

        assertThat(evaluation).isEqualTo(new Evaluation(Optional.of("on"), Optional.of(true), Reason.STATIC));
        assertThat(flag.evaluate(FlagContext.of("x"), 0)).as("nothing is made").isSameAs(evaluation);
    }

    @Test
    void leavesADisabledFlagToTheCaller() {
        Flag flag = flag("{\"state\":\"DISABLED\"," + ON_OFF + ",\"defaultVariant\":\"on\"}");

        assertThat(flag.evaluate(FlagContext.NONE, 0)).isEqualTo(Evaluation.none(Reason.DISABLED));
    }

    @Test
    void readsObjectsAndNumbers() {
        Flag object = flag("""
                {"state": "ENABLED", "defaultVariant": "gvisor",
                 "variants": {"gvisor": {"runtime": "runsc", "warmPool": 4}}}
                """);
        Flag number = flag("{\"state\":\"ENABLED\",\"variants\":{\"short\":600},\"defaultVariant\":\"short\"}");

        assertThat(object.evaluate(FlagContext.NONE, 0).value()).contains(Map.of("runtime", "runsc", "warmPool", 4.0));
        assertThat(number.evaluate(FlagContext.NONE, 0).value()).contains(600.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            researcher | x@example.com | on
            coder      | x@example.com | on
            reviewer   | x@example.com | off
            researcher | x@example.org | off
            """)
    void followsARule(String application, String email, String variant) {
        Flag flag = targeted("""
                {"if": [{"and": [{"in": [{"var": "application"}, ["researcher", "coder"]]},
                                 {"ends_with": [{"var": "email"}, "@example.com"]}]}, "on", "off"]}
                """);

        Evaluation evaluation =
                flag.evaluate(FlagContext.NONE.with("application", application).with("email", email), 0);

        assertThat(evaluation.variant()).contains(variant);
        assertThat(evaluation.reason()).isEqualTo(Reason.TARGETING_MATCH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"==": [{"var": "workflow"}, "change-review"]}            | true
            {"==": [{"var": "difficulty"}, "2"]}                      | true
            {"===": [{"var": "difficulty"}, "2"]}                     | false
            {"!=": [{"var": "workflow"}, "change-review"]}            | false
            {"!==": [{"var": "difficulty"}, "2"]}                     | true
            {"<": [{"var": "difficulty"}, 3]}                         | true
            {"<": [1, {"var": "difficulty"}, 3]}                      | true
            {"<": [2, {"var": "difficulty"}, 3]}                      | false
            {">=": [{"var": "difficulty"}, 2]}                        | true
            {">": [{"var": "difficulty"}, 2]}                         | false
            {"<": [{"var": "missing"}, 3]}                            | false
            {"<": ["a", "b"]}                                         | true
            {"or": [{"var": "missing"}, {"var": "beta"}]}             | true
            {"!": [{"var": "beta"}]}                                  | false
            {"!": {"var": "beta"}}                                    | false
            {"!!": [{"var": "missing"}]}                              | false
            {"var": ["missing", true]}                                | true
            {"in": ["view", {"var": "workflow"}]}                     | true
            {"in": ["red", {"var": "teams"}]}                         | true
            {"in": ["re", {"var": "teams"}]}                          | false
            {"in": ["red", {"var": "missing"}]}                       | false
            {"starts_with": [{"var": "workflow"}, "change"]}          | true
            {"starts_with": [{"var": "difficulty"}, "2"]}             | false
            {"==": [{"cat": [{"var": "workflow"}, "-", 2]}, "change-review-2"]} | true
            {"==": [{"var": "$flagd.flagKey"}, "tested"]}             | true
            {"<": [{"var": "$flagd.timestamp"}, 1772366401]}          | true
            {"<": [{"var": "$flagd.timestamp"}, 1772366400]}          | false
            """)
    void knowsTheOperations(String rule, boolean expected) {
        FlagContext context = FlagContext.NONE
                .with("workflow", "change-review")
                .with("difficulty", 2)
                .with("beta", true)
                .with("teams", List.of("red", "blue"));

        Evaluation evaluation =
                targeted("{\"if\": [" + rule + ", \"on\", \"off\"]}").evaluate(context, 1_772_366_400L);

        assertThat(evaluation.value()).contains(expected);
    }

    @Test
    void takesTheDefaultVariantWhereARuleChoosesNothing() {
        Flag flag = targeted("{\"if\": [{\"==\": [{\"var\": \"a\"}, 1]}, \"on\"]}");

        assertThat(flag.evaluate(FlagContext.NONE, 0))
                .isEqualTo(new Evaluation(Optional.of("off"), Optional.of(false), Reason.DEFAULT));
    }

    @Test
    void sharesSubjectsOutAsTheWeightsSay() {
        Flag flag = Flag.of("report-length", """
                {"state": "ENABLED", "variants": {"short": 600, "medium": 1500, "long": 2500}, "defaultVariant": "medium",
                 "targeting": {"fractional": [["short", 20], ["medium", 60], ["long", 20]]}}
                """);

        Map<String, Long> shares = IntStream.range(0, 20_000)
                .mapToObj(i -> flag.evaluate(FlagContext.of("subject-" + i), 0)
                        .variant()
                        .orElseThrow())
                .collect(java.util.stream.Collectors.groupingBy(v -> v, java.util.stream.Collectors.counting()));

        assertThat(shares.get("short")).isBetween(3_700L, 4_300L);
        assertThat(shares.get("medium")).isBetween(11_700L, 12_300L);
        assertThat(shares.get("long")).isBetween(3_700L, 4_300L);
    }

    @Test
    void staysWithASubjectAndOnlyAddsSubjectsWhenAShareGrows() {
        Flag quarter = targeted("{\"fractional\": [[\"on\", 25], [\"off\", 75]]}");
        Flag half = targeted("{\"fractional\": [[\"on\", 50], [\"off\", 50]]}");

        for (int i = 0; i < 1_000; i++) {
            FlagContext subject = FlagContext.of("subject-" + i);
            boolean before = (Boolean) quarter.evaluate(subject, 0).value().orElseThrow();
            assertThat(quarter.evaluate(subject, 99).value()).contains(before);
            if (before) {
                assertThat(half.evaluate(subject, 0).value()).contains(true);
            }
        }
    }

    @Test
    void sharesOutByAnotherTextWhereTheRuleSaysSo() {
        Flag flag = targeted("{\"fractional\": [{\"var\": \"tenant\"}, [\"on\", 50], [\"off\", 50]]}");

        Evaluation ann = flag.evaluate(FlagContext.of("ann").with("tenant", "acme"), 0);
        Evaluation bob = flag.evaluate(FlagContext.of("bob").with("tenant", "acme"), 0);

        assertThat(ann).isEqualTo(bob);
        assertThat(flag.evaluate(FlagContext.of("ann"), 0).reason())
                .as("nobody")
                .isEqualTo(Reason.DEFAULT);
    }

    @Test
    void givesNobodyAShareWhereThereIsNoSubject() {
        Flag flag = targeted("{\"fractional\": [[\"on\", 50], [\"off\", 50]]}");

        assertThat(flag.evaluate(FlagContext.NONE, 0).reason()).isEqualTo(Reason.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sem_ver\": [\"1.0.0\", \"=\", \"1.0.0\"]}",
                "{\"if\": [true, \"on\"], \"or\": []}",
                "{\"var\": \"\"}",
                "{\"fractional\": []}",
                "{\"fractional\": [[\"on\", 1.5]]}",
                "{\"fractional\": [[\"on\", 2147483647], [\"off\", 1]]}",
                "{\"if\": [true, \"no-such-variant\"]}",
                "{\"if\": [true, 7]}"
            })
    void isInErrorWhereItsRuleIs(String rule) {
        assertThat(targeted(rule).evaluate(FlagContext.of("x"), 0)).isEqualTo(Evaluation.none(Reason.ERROR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "true",
                "{}",
                "{\"state\":\"MAYBE\",\"variants\":{\"on\":true},\"defaultVariant\":\"on\"}",
                "{\"state\":\"ENABLED\",\"variants\":{\"on\":true},\"defaultVariant\":\"off\"}",
                "{\"state\":\"ENABLED\",\"defaultVariant\":\"off\"}"
            })
    void isInErrorWhereItsDefinitionIs(String definition) {
        assertThat(flag(definition).evaluate(FlagContext.NONE, 0)).isEqualTo(Evaluation.none(Reason.ERROR));
    }

    @Test
    void doesNotGoDeeperThanItShould() {
        String deep = "{\"!\":".repeat(40) + "true" + "}".repeat(40);

        assertThat(targeted(deep).evaluate(FlagContext.NONE, 0).reason()).isEqualTo(Reason.ERROR);
    }

    private static Flag targeted(String rule) {
        return flag("{\"state\":\"ENABLED\"," + ON_OFF + ",\"defaultVariant\":\"off\",\"targeting\":" + rule + "}");
    }

    private static Flag flag(String definition) {
        return Flag.of("tested", definition);
    }
}
