package dev.gatehouse.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

    /** Two roles carry responses out; whoever else asks, for an object, a version of one or a name, is refused. */
    @Test
    void letsOnlyWhoRespondsIntoTheQuarantine() throws JsonProcessingException {
        JsonNode statements = new JsonMapper()
                .readTree(only("BucketPolicy", "quarantine").text("policy"))
                .path("Statement");
        String worker = "arn:aws:iam::123456789012:role/gatehouse-prod-scanner-worker";
        String responder = "arn:aws:iam::123456789012:role/gatehouse-prod-responder";

        JsonNode objects = named(statements, "OnlyWhoResponds");
        JsonNode names = named(statements, "NobodyElseLists");

        assertThat(objects.path("Action").asText()).isEqualTo("s3:*");
        assertThat(objects.path("Resource").asText())
                .isEqualTo("arn:aws:s3:::gatehouse-prod-quarantine-123456789012-eu-central-1/*");
        assertThat(letIn(objects)).containsExactly(worker, responder);
        assertThat(letIn(names))
                .containsExactly(worker, responder, "arn:aws:iam::123456789012:role/gatehouse-prod-deploy");
        assertThat(statements.valueStream())
                .allSatisfy(each -> assertThat(each.path("Effect").asText()).isEqualTo("Deny"));
    }

    private static JsonNode named(JsonNode statements, String sid) {
        return statements
                .valueStream()
                .filter(each -> each.path("Sid").asText().equals(sid))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> letIn(JsonNode denial) {
        assertThat(denial.path("Principal").path("AWS").asText()).isEqualTo("*");
        return denial.path("Condition")
                .path("ArnNotLike")
                .path("aws:PrincipalArn")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void runsTheServicesAsRolesOfTheirOwnThatTasksTakeOn() {
        for (String service : List.of("config-service", "scanner-worker")) {
            Registered role = only("Role", service);

            assertThat(role.text("name")).isEqualTo("gatehouse-prod-" + service);
            assertThat(role.text("assumeRolePolicy"))
                    .contains(
                            "ecs-tasks.amazonaws.com", "aws:SourceAccount", "arn:aws:ecs:eu-central-1:123456789012:*");
            assertThat(only("RolePolicy", service).text("policy"))
                    .doesNotContain("iam:UpdateAccessKey", "s3:DeleteObject", "s3:PutObject");
        }
    }

    @Test
    void keepsWhatTheScannerKnowsInATableOfItsOwn() {
        Map<String, Object> table = only("Table", "scanner").inputs();

        assertThat(table)
                .containsEntry("name", "gatehouse-prod-scanner")
                .containsEntry("billingMode", "PAY_PER_REQUEST")
                .containsEntry("hashKey", "pk")
                .containsEntry("rangeKey", "sk")
                .containsEntry("deletionProtectionEnabled", true)
                .containsEntry("pointInTimeRecovery", Map.of("enabled", true))
                .containsEntry(
                        "globalSecondaryIndexes",
                        List.of(Map.of(
                                "name", "by-time", "hashKey", "list", "rangeKey", "place", "projectionType", "ALL")));
        assertThat(String.valueOf(table.get("serverSideEncryption"))).contains("kmsKeyArn");
    }

    /** What stands in the queue of work and is none, the worker throws away: events have a queue of their own. */
    @Test
    void sendsEventsToTheScannersQueueOfEvents() {
        assertThat(PROD.ofType("EventTarget"))
                .filteredOn(each -> each.name().endsWith("-scanner"))
                .hasSize(5)
                .allSatisfy(each -> assertThat(each.text("arn")).endsWith("/scanner-events"));
        assertThat(only("QueuePolicy", "scanner-work").text("policy")).doesNotContain("sqs:SendMessage");
    }

    @Test
    void sendsWhatAQueueDoesNotTakeToDeadLetters() {
        assertThat(PROD.ofType("EventTarget"))
                .hasSize(7)
                .allSatisfy(each -> assertThat(each.inputs()).containsKeys("deadLetterConfig", "retryPolicy"));
    }
}
