package dev.gatehouse.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlatformTest {
    private static final RecordedStack PROD = RecordedStack.of("platform", Environment.PROD, false);

    private static Registered only(String type, String name) {
        return PROD.ofType(type).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rotatesEachSecretByItsScheduleAndNoneAtOnce() {
        List<Registered> rotations = PROD.ofType("SecretRotation");

        assertThat(rotations)
                .extracting(each -> each.name() + " " + each.inputs().get("rotationRules"))
                .containsExactlyInAnyOrder(
                        "agent-communication-key {automaticallyAfterDays=60.0}",
                        "anthropic-api-key {automaticallyAfterDays=90.0}",
                        "database-credentials {automaticallyAfterDays=30.0}",
                        "evolution-master-secret {automaticallyAfterDays=90.0}",
                        "openai-api-key {automaticallyAfterDays=90.0}",
                        "safety-system-secret {automaticallyAfterDays=30.0}");
        assertThat(rotations).allSatisfy(each -> assertThat(each.inputs()).containsEntry("rotateImmediately", false));
    }

    @Test
    void namesSecretsAsConfigServiceAsksForThem() {
        assertThat(PROD.ofType("Secret"))
                .extracting(each -> each.text("name"))
                .contains("aurora/prod/openai-api-key", "aurora/prod/safety-system-secret")
                .hasSize(6);
    }

    /** A version that loses its last stage is thrown away, and a program that misses it would write it anew. */
    @Test
    void keepsThePlaceholderUnderAStageOfItsOwn() {
        assertThat(PROD.ofType("SecretVersion"))
                .hasSize(6)
                .allSatisfy(each -> assertThat(each.inputs()).containsEntry("versionStages", List.of("placeholder")));
    }

    @Test
    void letsOnlyTheApplicationsThatNeedASecretReadIt() {
        String openai = only("SecretPolicy", "openai-api-key").text("policy");
        String database = only("SecretPolicy", "database-credentials").text("policy");

        assertThat(openai)
                .contains("role/gatehouse-prod-config-service", "role/gatehouse-prod-app-coder")
                .doesNotContain("app-engine", "secret-rotation");
        assertThat(database).contains("role/gatehouse-prod-config-service").doesNotContain("app-");
        assertThat(database).contains("\"Null\":{\"secretsmanager:VersionId\":\"true\"}");
    }

    @Test
    void runsTheRotationFunctionSealedTracedAndInsideTheNetwork() {
        Map<String, Object> function = only("Function", "secret-rotation").inputs();

        assertThat(function)
                .containsKeys("kmsKeyArn", "deadLetterConfig", "vpcConfig", "sourceCodeHash")
                .containsEntry("tracingConfig", Map.of("mode", "Active"))
                .containsEntry("reservedConcurrentExecutions", 2.0)
                .containsEntry(
                        "environment",
                        Map.of(
                                "variables",
                                Map.of(
                                        "CONFIG_URL",
                                        "https://config.prod.gatehouse.internal",
                                        "CONFIG_SERVER_ID",
                                        "config.prod.gatehouse.internal")));
        assertThat(only("Permission", "secret-rotation-secretsmanager").inputs())
                .containsEntry("sourceAccount", "123456789012")
                .containsEntry("sourceArn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:aurora/prod/*");
    }

    @Test
    void givesTheRotationFunctionNoSecret() {
        String policy = only("RolePolicy", "secret-rotation").text("policy");

        assertThat(policy).contains("logs:PutLogEvents", "sqs:SendMessage").doesNotContain("secretsmanager:");
    }

    @Test
    void registersTheWholeTreeAndSealsWhatIsSensitive() {
        Map<String, Long> kinds = PROD.ofType("Parameter").stream()
                .collect(Collectors.groupingBy(each -> each.text("type"), Collectors.counting()));

        assertThat(kinds).containsEntry("SecureString", 3L);
        assertThat(kinds.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(108);
        assertThat(only("Parameter", "evolution/engine/safety/min-score").inputs())
                .containsKey("keyId")
                .containsEntry("name", "/aurora/prod/evolution/engine/safety/min-score");
    }

    @Test
    void letsAnApplicationReadItsLayersAndNoOthers() {
        String policy = only("RolePolicy", "app-researcher").text("policy");

        assertThat(policy)
                .contains(
                        "parameter/aurora/prod/global/*",
                        "parameter/aurora/prod/agents/common/*",
                        "parameter/aurora/prod/agents/researcher/*",
                        "secret:aurora/prod/anthropic-api-key-??????")
                .doesNotContain("agents/coder", "evolution", "ssm:Put");
    }

    @Test
    void subscribesAuditServicesQueueToTheTrailsTopic() {
        Registered subscription = only("TopicSubscription", "audit-intake");

        assertThat(subscription.inputs()).containsEntry("protocol", "sqs").containsEntry("rawMessageDelivery", true);
        assertThat(subscription.text("redrivePolicy")).contains("audit-intake-dead");
    }

    @Test
    void sendsWhatAQueueDoesNotTakeToDeadLetters() {
        assertThat(PROD.ofType("EventTarget"))
                .hasSize(7)
                .allSatisfy(each -> assertThat(each.inputs()).containsKeys("deadLetterConfig", "retryPolicy"));
    }
}
