package dev.gatehouse.config.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.document.networknt.NetworkntSchemaValidator;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.DurationText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {
    private static final String CANARY = "canary-7f3a9c";

    private static <T extends Comparable<? super T>> Range<T> range(T min, T max) {
        return new Range<>(
                Optional.of(new Range.Limit<>(min, "the-min")), Optional.of(new Range.Limit<>(max, "the-max")));
    }

    private static JsonType json() {
        return new JsonType(
                "point",
                new NetworkntSchemaValidator()
                        .compile(new BoundedJson(1_000, 10).read("""
                                {"type": "object", "properties": {"x": {"type": "number", "maximum": 5}},
                                 "required": ["x"]}
                                """).root()));
    }

    private static Optional<Rule> rule(ValueType type, String text) {
        return type.check(text).map(Violation::rule);
    }

    @ParameterizedTest
    @CsvSource({"5, ", "10, ", "4, OUT_OF_RANGE", "11, OUT_OF_RANGE"})
    void holdsIntegersToBothEndsOfTheirRange(String text, Rule rule) {
        assertThat(rule(new IntegerType(range(5L, 10L)), text)).isEqualTo(Optional.ofNullable(rule));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " 1", "1 ", "+1", "01", "1.0", "1e3", "0x1", "9223372036854775808", "--1", "-", "NaN", "１"})
    void refusesTextsThatAreNoInteger(String text) {
        assertThat(rule(new IntegerType(Range.unbounded()), text)).contains(Rule.WRONG_TYPE);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807", "-9223372036854775808", "0"})
    void givesIntegersOf64BitsAsNumbers(String text) {
        IntegerType type = new IntegerType(Range.unbounded());

        assertThat(type.check(text)).isEmpty();
        assertThat(type.toJson(text)).hasToString(text);
        assertThat(type.toJson(text).isIntegralNumber()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.10, ", "0.2, ", "0.0999, OUT_OF_RANGE", "0.20001, OUT_OF_RANGE"})
    void holdsDecimalsToBothEndsOfTheirRange(String text, Rule rule) {
        assertThat(rule(new DecimalType(range(new BigDecimal("0.1"), new BigDecimal("0.2"))), text))
                .isEqualTo(Optional.ofNullable(rule));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".5", "5.", "1e3", "1,5", "Infinity", "NaN", "0.1234567890123456789", "00.5"})
    void refusesTextsThatAreNoDecimal(String text) {
        assertThat(rule(new DecimalType(Range.unbounded()), text)).contains(Rule.WRONG_TYPE);
    }

    @Test
    void keepsTheDigitsOfADecimal() {
        assertThat(new DecimalType(Range.unbounded()).toJson("-0.10")).hasToString("-0.10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "yes", "1", "true "})
    void refusesTextsThatAreNoBoolean(String text) {
        assertThat(rule(new BooleanType(), text)).contains(Rule.WRONG_TYPE);
    }

    @Test
    void givesBooleansAsBooleans() {
        assertThat(new BooleanType().toJson("true")).hasToString("true");
        assertThat(new BooleanType().toJson("false")).hasToString("false");
    }

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "30s, PT30S",
        "5m, PT5M",
        "1h30m, PT1H30M",
        "1d, PT24H",
        "1m5ms, PT1M0.005S",
        "1d2h3m4s5ms, PT26H3M4.005S",
        "P1D, PT24H",
        "PT1H30M, PT1H30M",
        "PT0.5S, PT0.5S",
        "P1DT1S, PT24H1S",
        "0s, PT0S"
    })
    void readsDurationsInUnitsAndInIso(String text, Duration duration) {
        assertThat(DurationText.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "30 s",
                "s",
                "-5s",
                "1.5h",
                "30m1h",
                "1s1s",
                "P",
                "PT",
                "P1W",
                "-PT1S",
                "PT-1S",
                "P1DT",
                "1234567890s",
                "5S",
                "pt1s"
            })
    void refusesTextsThatAreNoDuration(String text) {
        assertThat(rule(new DurationType(Range.unbounded()), text)).contains(Rule.WRONG_TYPE);
    }

    @ParameterizedTest
    @CsvSource({"1s, ", "1m, ", "999ms, OUT_OF_RANGE", "PT1M0.001S, OUT_OF_RANGE"})
    void holdsDurationsToBothEndsOfTheirRange(String text, Rule rule) {
        assertThat(rule(new DurationType(range(Duration.ofSeconds(1), Duration.ofMinutes(1))), text))
                .isEqualTo(Optional.ofNullable(rule));
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 4096",
        "4096B, 4096",
        "512KiB, 524288",
        "64MiB, 67108864",
        "10MB, 10000000",
        "1GiB, 1073741824",
        "0, 0",
        "2TB, 2000000000000",
        "9223372036854775807, 9223372036854775807"
    })
    void readsSizesInPowersOfTenAndTwo(String text, long bytes) {
        assertThat(SizeType.parse(text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MiB",
                "-1",
                "1.5MiB",
                "1 MiB",
                "1mb",
                "1K",
                "9223372036854775808",
                "9223372036854775807KiB",
                "01MB"
            })
    void refusesTextsThatAreNoSize(String text) {
        assertThat(rule(new SizeType(Range.unbounded()), text)).contains(Rule.WRONG_TYPE);
    }

    @ParameterizedTest
    @CsvSource({"1KiB, ", "2048, ", "1023, OUT_OF_RANGE", "2049B, OUT_OF_RANGE"})
    void holdsSizesToBothEndsOfTheirRange(String text, Rule rule) {
        assertThat(rule(new SizeType(range(1_024L, 2_048L)), text)).isEqualTo(Optional.ofNullable(rule));
    }

    @Test
    void matchesAPatternAgainstTheWholeText() {
        TextType type = new TextType(Optional.of(Pattern.compile("[a-z]+")));

        assertThat(rule(type, "abc")).isEmpty();
        assertThat(rule(type, "abc1")).contains(Rule.PATTERN);
    }

    @Test
    void takesOnlyTheValuesOfAnEnum() {
        EnumType type = new EnumType(List.of("INFO", "WARN"));

        assertThat(rule(type, "INFO")).isEmpty();
        assertThat(rule(type, "info")).contains(Rule.NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | ",
                "a,b,a | ",
                "a,b,c,a | OUT_OF_RANGE",
                "a,,b | WRONG_TYPE",
                "a, b | WRONG_TYPE",
                "a,b, | WRONG_TYPE",
                "'' | WRONG_TYPE",
                "a,d | NOT_ALLOWED",
                "a,bb | NOT_ALLOWED"
            })
    void holdsListsToTheirCountAndItems(String text, Rule rule) {
        ListType type = new ListType(range(1, 3), Optional.empty(), List.of("a", "b", "c"));

        assertThat(rule(type, text)).isEqualTo(Optional.ofNullable(rule));
    }

    @Test
    void holdsEachItemOfAListToThePattern() {
        ListType type = new ListType(Range.unbounded(), Optional.of(Pattern.compile("[a-z]")), List.of());

        assertThat(rule(type, "a,b")).isEmpty();
        assertThat(rule(type, "a,bb")).contains(Rule.PATTERN);
        assertThat(type.toJson("a,b")).hasToString("[\"a\",\"b\"]");
    }

    @Test
    void holdsJsonToItsSchema() {
        assertThat(rule(json(), "{\"x\": 5}")).isEmpty();
        assertThat(rule(json(), "{\"x\": 5.01}")).contains(Rule.SCHEMA);
        assertThat(rule(json(), "{\"x\": 1, \"x\": 2}")).contains(Rule.WRONG_TYPE);
        assertThat(rule(json(), "{\"x\"")).contains(Rule.WRONG_TYPE);
        assertThat(json().toJson("{\"x\": 5}")).hasToString("{\"x\":5}");
    }

    @Test
    void takesJsonOfSixteenLevelsAndRefusesOneMore() {
        String deep = "{\"x\": 1, \"y\": %s}";

        assertThat(rule(json(), deep.formatted("[".repeat(15) + "]".repeat(15))))
                .isEmpty();
        assertThat(rule(json(), deep.formatted("[".repeat(16) + "]".repeat(16))))
                .contains(Rule.WRONG_TYPE);
    }

    @Test
    void refusesAReferenceThatIsNone() {
        assertThat(rule(new ReferenceType(), "secret:openai-api-key#apiKey")).isEmpty();
        assertThat(rule(new ReferenceType(), "openai-api-key")).contains(Rule.REFERENCE_SYNTAX);
    }

    @Test
    void givesATextOfAnotherTypeAsATextSoThatReadingGoesOn() {
        List<ValueType> types = List.of(
                new IntegerType(Range.unbounded()), new DecimalType(Range.unbounded()), new BooleanType(), json());

        assertThat(types).allSatisfy(type -> assertThat(type.toJson("oops")).hasToString("\"oops\""));
    }

    @Test
    void neverRepeatsTheValueInAProblem() {
        List<ValueType> types = List.of(
                new TextType(Optional.of(Pattern.compile("[0-9]"))),
                new IntegerType(Range.unbounded()),
                new DecimalType(Range.unbounded()),
                new BooleanType(),
                new DurationType(Range.unbounded()),
                new SizeType(Range.unbounded()),
                new EnumType(List.of("a")),
                new ListType(Range.unbounded(), Optional.of(Pattern.compile("[0-9]")), List.of()),
                json(),
                new ReferenceType());

        assertThat(types).allSatisfy(type -> {
            assertThat(type.problem(CANARY)).isPresent();
            for (String text : List.of(
                    CANARY,
                    "{\"" + CANARY + "\":1}",
                    "{\"x\":\"" + CANARY + "\"}",
                    "a," + CANARY,
                    "secret:" + CANARY + "#/",
                    "key:" + CANARY + "/")) {
                assertThat(type.problem(text).orElse("")).doesNotContain("canary");
            }
        });
    }
}
