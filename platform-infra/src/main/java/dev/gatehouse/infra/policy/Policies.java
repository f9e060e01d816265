package dev.gatehouse.infra.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads the policies that registrations carry, as text, the way IAM reads them. */
final class Policies {
    static final String ROLE = "aws:iam/role:Role";
    static final String KEY = "aws:kms/key:Key";
    private static final JsonMapper JSON = new JsonMapper();

    /** The input that holds the policy, by type. */
    static final Map<String, String> INPUTS = Map.ofEntries(
            Map.entry("aws:s3/bucketPolicy:BucketPolicy", "policy"),
            Map.entry("aws:sqs/queuePolicy:QueuePolicy", "policy"),
            Map.entry("aws:sns/topicPolicy:TopicPolicy", "policy"),
            Map.entry(KEY, "policy"),
            Map.entry("aws:iam/rolePolicy:RolePolicy", "policy"),
            Map.entry("aws:iam/policy:Policy", "policy"),
            Map.entry(ROLE, "assumeRolePolicy"),
            Map.entry("aws:secretsmanager/secretPolicy:SecretPolicy", "policy"),
            Map.entry("aws:backup/vaultPolicy:VaultPolicy", "policy"),
            Map.entry("aws:ec2/vpcEndpoint:VpcEndpoint", "policy"),
            Map.entry("aws:ecr/repositoryPolicy:RepositoryPolicy", "policy"));

    /** The types whose policy says what an identity may do. */
    static final Set<String> OF_IDENTITIES = Set.of("aws:iam/rolePolicy:RolePolicy", "aws:iam/policy:Policy");

    private Policies() {}

    /** The statements of a registration's policy; none where it has none or can't be known yet. */
    static List<JsonNode> statements(Registration registration) {
        return Optional.ofNullable(INPUTS.get(registration.type()))
                .flatMap(registration::input)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .map(Policies::parsed)
                .orElse(List.of());
    }

    private static List<JsonNode> parsed(String json) {
        try {
            JsonNode statement = JSON.readTree(json).path("Statement");
            return statement.isArray()
                    ? StreamSupport.stream(statement.spliterator(), false).toList()
                    : List.of(statement);
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException("a policy is no JSON", noJson);
        }
    }

    static boolean allows(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow");
    }

    /** The texts of a node that is one or a list. */
    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(each -> texts.addAll(texts(each)));
        return texts;
    }

    /** The keys that a statement's conditions test. */
    static List<String> conditionKeys(JsonNode statement) {
        return statement.path("Condition").properties().stream()
                .flatMap(operator -> operator.getValue().properties().stream())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether requests without TLS are denied to everybody. */
    static boolean deniesPlainHttp(List<JsonNode> statements) {
        return statements.stream()
                .filter(statement -> statement.path("Effect").asText().equals("Deny"))
                .filter(statement -> texts(statement.path("Principal")).contains("*"))
                .anyMatch(statement -> statement
                        .path("Condition")
                        .path("Bool")
                        .path("aws:SecureTransport")
                        .asText()
                        .equals("false"));
    }
}
