package dev.gatehouse.scanner.response.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Validity;
import dev.gatehouse.service.document.InvalidDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanReaderTest {
    private static final String CANARY = "canary-in-a-plan";

    private static PlanSet read(String yaml) {
        return PlanReader.read(yaml.getBytes(UTF_8));
    }

    private static Subject subject(String rule, Confidence confidence, boolean owned, String... kinds) {
        return new Subject(rule, Set.of("aws"), confidence, owned, Validity.ACTIVE, Set.of(kinds));
    }

    @Test
    void readsWhatIsShippedAndWritesItAsItIs() throws IOException {
        PlanSet shipped = PlanReader.read(Files.readAllBytes(Path.of("response-plans.yaml")));

        for (Plan plan : shipped.plans()) {
            assertThat(PlanJson.read(PlanJson.tree(plan))).isEqualTo(plan);
        }
        assertThat(shipped.matching(subject("managed-secret", Confidence.HIGH, true, "git")))
                .contains(shipped.find("managed-secret").orElseThrow());
        assertThat(shipped.matching(subject("aws-access-key-id", Confidence.LOW, true, "git")))
                .contains(shipped.find("account-key").orElseThrow());
        assertThat(shipped.matching(subject("other", Confidence.LOW, false, "git"))
                        .filter(Plan::automatic))
                .isEmpty();
    }

    @Test
    void hasDefaultsAndTakesWhatIsGiven() {
        Plan plan = read("""
                version: 1
                plans:
                  mine:
                    match: {rules: [a, b], confidence: medium, validity: [active], sources: [s3]}
                    automatic: false
                    steps:
                      - {do: rotate, attempts: 3, retry-after: 1m, within: 2d, on-failure: stop}
                      - {do: verify, when: {done: [rotate]}}
                """).find("mine").orElseThrow();

        assertThat(plan.automatic()).isFalse();
        assertThat(plan.steps().getFirst())
                .isEqualTo(new PlanStep(
                        "rotate",
                        StepKind.ROTATE,
                        Condition.ANY,
                        List.of(),
                        false,
                        3,
                        Duration.ofMinutes(1),
                        Duration.ofDays(2),
                        true));
        assertThat(plan.steps().getFirst().restAfter(3)).isEqualTo(Duration.ofMinutes(4));
        assertThat(plan.steps().getFirst().restAfter(90)).isEqualTo(Duration.ofHours(1));
        assertThat(plan.match().holds(subject("a", Confidence.MEDIUM, false, "s3", "git")))
                .isTrue();
        assertThat(plan.match().holds(subject("a", Confidence.LOW, false, "s3")))
                .isFalse();
        assertThat(plan.match().holds(subject("c", Confidence.HIGH, false, "s3")))
                .isFalse();
        assertThat(plan.match().holds(subject("a", Confidence.HIGH, false, "git")))
                .isFalse();
    }

    static Stream<Arguments> wrong() {
        String head = "version: 1\nplans:\n  mine:\n    steps:\n";
        return Stream.of(
                Arguments.of("version: 2\nplans: {}", "line 1, version: must be a whole number from 1 to 1"),
                Arguments.of("plans: {}", "lacks 'version'"),
                Arguments.of("version: 1\nplans:\n  mine: {}", "line 3, plans > mine: lacks 'steps'"),
                Arguments.of("version: 1\nplans:\n  Mine: {steps: [{do: notify}]}", "must have a name of a-z"),
                Arguments.of(head.replace("steps:", "steps: []"), "must have 1 to 100 steps"),
                Arguments.of(head + "      - {do: " + CANARY + "}", "line 5, plans > mine > steps > [0] > do: must be"),
                Arguments.of(head + "      - {do: notify, wen: {}}", "wen: is not a known key here"),
                Arguments.of(
                        head + "      - {do: notify}\n      - {do: notify}",
                        "line 6, plans > mine > steps > [1]: has the name"),
                Arguments.of(
                        head + "      - {do: notify, when: {done: [rotate]}}", "must name steps that stand before"),
                Arguments.of(
                        head + "      - {do: notify, attempts: 0}", "attempts: must be a whole number from 1 to 100"),
                Arguments.of(head + "      - {do: notify, attempts: 101}", "attempts: must be a whole number"),
                Arguments.of(head + "      - {do: notify, within: 91d}", "within: must be a length of time"),
                Arguments.of(head + "      - {do: notify, within: 0s}", "within: must be a length of time"),
                Arguments.of(head + "      - {do: notify, approval: yes}", "approval: must be required or none"),
                Arguments.of(head + "      - {do: notify, on-failure: ignore}", "on-failure: must be stop or go-on"),
                Arguments.of(
                        head + "      - {do: notify, when: {validity: [dead]}}", "must be unknown, active or inactive"),
                Arguments.of(head + "      - {do: notify, when: {confidence: sure}}", "must be low, medium or high"),
                Arguments.of(head + "      - &a {do: notify}\n      - *a", "line 5: has an anchor"),
                Arguments.of(head + "      - !!java.net.URL [" + CANARY + "]", "has a tag"),
                Arguments.of(head + "      - [" + "[".repeat(40) + "]".repeat(40) + "]", "is nested deeper"),
                Arguments.of(head + "      - {do: notify, do: rotate}", "has a key twice"),
                Arguments.of("{" + CANARY, "is not well-formed YAML"),
                Arguments.of("", "is empty"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhatIsWrongAndWhereAndQuotesNothing(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(problem)
                .message()
                .doesNotContain(CANARY);
    }

    @Test
    void refusesWhatIsTooLarge() {
        String large = "version: 1\nplans: {}\n#" + "x".repeat(1 << 18);

        assertThatThrownBy(() -> read(large)).isInstanceOf(InvalidDocument.class);
    }
}
