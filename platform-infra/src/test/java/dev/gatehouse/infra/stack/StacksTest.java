package dev.gatehouse.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.Environment;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every project in every environment. */
class StacksTest {
    private static final Set<String> STATEFUL = Set.of(
            "aws:s3/bucketV2:BucketV2",
            "aws:kms/key:Key",
            "aws:backup/vault:Vault",
            "aws:cloudtrail/trail:Trail",
            "aws:secretsmanager/secret:Secret");

    static Stream<Arguments> stacks() {
        return Program.PROJECTS.stream()
                .flatMap(project -> Arrays.stream(Environment.values()).map(each -> Arguments.of(project, each)));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void registersEachUrnOnceAndTheSameInPreview(String project, Environment environment) {
        RecordedStack preview = RecordedStack.of(project, environment, true);

        RecordedStack up = RecordedStack.of(project, environment, false);

        assertThat(up.result().errors()).isEmpty();
        assertThat(up.result().exitCode()).isZero();
        List<String> urns = urns(up);
        assertThat(urns).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        assertThat(urns(preview)).containsExactlyInAnyOrderElementsOf(urns);
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void protectsWhatKeepsStateInProductionOnly(String project, Environment environment) {
        RecordedStack stack = RecordedStack.of(project, environment, false);

        assertThat(stack.resources())
                .filteredOn(each -> STATEFUL.contains(each.type()))
                .allSatisfy(
                        each -> assertThat(each.protect()).as(each.urn()).isEqualTo(environment == Environment.PROD));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void everyResourceIsPartOfAComponent(String project, Environment environment) {
        RecordedStack stack = RecordedStack.of(project, environment, false);

        assertThat(stack.resources())
                .filteredOn(each -> each.type().startsWith("aws:"))
                .allSatisfy(each -> assertThat(each.urn()).startsWith("gatehouse:infra:"));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void keepsNoSecretsValue(String project, Environment environment) {
        RecordedStack stack = RecordedStack.of(project, environment, false);

        assertThat(stack.resources())
                .filteredOn(each -> each.type().endsWith(":SecretVersion")
                        || "SecureString".equals(each.inputs().get("type")))
                .allSatisfy(each -> assertThat(each.inputs()
                                .getOrDefault("secretString", each.inputs().get("value")))
                        .asString()
                        .contains("placeholder"));
    }

    private static List<String> urns(RecordedStack stack) {
        return stack.resources().stream().map(RecordedStack.Registered::urn).collect(Collectors.toList());
    }
}
