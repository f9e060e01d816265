package dev.gatehouse.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.config.Tags;
import dev.gatehouse.infra.contract.Hierarchy;
import dev.gatehouse.infra.contract.ParameterDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
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
            "aws:secretsmanager/secret:Secret",
            "aws:dynamodb/table:Table",
            "aws:ssm/parameter:Parameter");

    /** The forms of credentials that could slip in: keys of AWS and of providers, private keys. */
    private static final Pattern CREDENTIAL =
            Pattern.compile("A(KI|SI)A[A-Z2-7]{16}|\\bsk-[A-Za-z0-9]{20}|BEGIN [A-Z ]*PRIVATE");

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

    /** The placeholder, and the public defaults of the contract: nothing else is in a place for values. */
    @ParameterizedTest
    @MethodSource("stacks")
    void keepsNoSecretsValue(String project, Environment environment) {
        Set<String> publicTexts = Hierarchy.shipped().of(environment.label()).stream()
                .map(ParameterDefinition::initial)
                .collect(Collectors.toSet());

        RecordedStack stack = RecordedStack.of(project, environment, false);

        assertThat(stack.ofType("SecretVersion"))
                .allSatisfy(each -> assertThat(each.text("secretString")).contains("placeholder"));
        assertThat(stack.ofType("Parameter"))
                .allSatisfy(each -> assertThat(publicTexts)
                        .as(each.urn())
                        .contains(
                                each.text("type").equals("SecureString")
                                        ? each.text("value")
                                        : each.text("insecureValue")));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void hasNothingThatLooksLikeACredential(String project, Environment environment) {
        RecordedStack stack = RecordedStack.of(project, environment, false);

        assertThat(stack.resources())
                .allSatisfy(each -> assertThat(leaves(each.inputs()))
                        .as(each.urn())
                        .noneMatch(leaf -> CREDENTIAL.matcher(leaf).find()));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void tagsEverythingThatHasTags(String project, Environment environment) {
        RecordedStack stack = RecordedStack.of(project, environment, false);

        assertThat(stack.resources())
                .filteredOn(each -> each.inputs().get("tags") instanceof Map<?, ?>)
                .hasSizeGreaterThan(5)
                .allSatisfy(each -> assertThat(tags(each))
                        .as(each.urn())
                        .containsKeys(Tags.MANDATORY.toArray(String[]::new))
                        .containsEntry("Environment", environment.label())
                        .containsEntry("CostCenter", "platform-" + environment.label()));
    }

    private static Map<String, String> tags(RecordedStack.Registered resource) {
        Map<String, String> tags = new TreeMap<>();
        if (resource.inputs().get("tags") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> tags.put(String.valueOf(key), String.valueOf(value)));
        }
        return tags;
    }

    private static Stream<String> texts(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.values().stream().flatMap(StacksTest::texts);
            case List<?> list -> list.stream().flatMap(StacksTest::texts);
            default -> Stream.of(String.valueOf(value));
        };
    }

    private static List<String> leaves(Object value) {
        return texts(value).toList();
    }

    private static List<String> urns(RecordedStack stack) {
        return stack.resources().stream().map(RecordedStack.Registered::urn).collect(Collectors.toList());
    }
}
