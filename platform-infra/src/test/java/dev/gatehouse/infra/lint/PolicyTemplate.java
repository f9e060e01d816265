package dev.gatehouse.infra.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A CloudFormation template with the policies, state machines and event patterns of a stack; only for cfn-lint to read. */
public final class PolicyTemplate {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> resources = new TreeMap<>();

    /** How a type stands in a template: one of its inputs is a property there, beside others that have to be there. */
    private record Form(String type, String input, String property, Map<String, Object> more) {}

    private static final Map<String, Form> FORMS = Map.ofEntries(
            Map.entry("aws:iam/role:Role", form("AWS::IAM::Role", "assumeRolePolicy", "AssumeRolePolicyDocument")),
            Map.entry("aws:iam/rolePolicy:RolePolicy", form("AWS::IAM::ManagedPolicy", "policy", "PolicyDocument")),
            Map.entry("aws:iam/policy:Policy", form("AWS::IAM::ManagedPolicy", "policy", "PolicyDocument")),
            Map.entry("aws:kms/key:Key", form("AWS::KMS::Key", "policy", "KeyPolicy")),
            Map.entry(
                    "aws:s3/bucketPolicy:BucketPolicy",
                    with("AWS::S3::BucketPolicy", "policy", "PolicyDocument", Map.of("Bucket", "a-bucket"))),
            Map.entry(
                    "aws:sqs/queuePolicy:QueuePolicy",
                    with(
                            "AWS::SQS::QueuePolicy",
                            "policy",
                            "PolicyDocument",
                            Map.of("Queues", List.of("https://sqs.eu-central-1.amazonaws.com/123456789012/a-queue")))),
            Map.entry(
                    "aws:sns/topicPolicy:TopicPolicy",
                    with(
                            "AWS::SNS::TopicPolicy",
                            "policy",
                            "PolicyDocument",
                            Map.of("Topics", List.of("arn:aws:sns:eu-central-1:123456789012:a-topic")))),
            Map.entry(
                    "aws:secretsmanager/secretPolicy:SecretPolicy",
                    with(
                            "AWS::SecretsManager::ResourcePolicy",
                            "policy",
                            "ResourcePolicy",
                            Map.of("SecretId", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a-secret"))),
            Map.entry(
                    "aws:ec2/vpcEndpoint:VpcEndpoint",
                    with(
                            "AWS::EC2::VPCEndpoint",
                            "policy",
                            "PolicyDocument",
                            Map.of("VpcId", "vpc-0123456789abcdef0", "ServiceName", "com.amazonaws.eu-central-1.s3"))),
            Map.entry(
                    "aws:backup/vaultPolicy:VaultPolicy",
                    with("AWS::Backup::BackupVault", "policy", "AccessPolicy", Map.of("BackupVaultName", "a-vault"))),
            Map.entry("aws:cloudwatch/eventRule:EventRule", form("AWS::Events::Rule", "eventPattern", "EventPattern")),
            Map.entry(
                    "aws:sfn/stateMachine:StateMachine",
                    with(
                            "AWS::StepFunctions::StateMachine",
                            "definition",
                            "Definition",
                            Map.of("RoleArn", "arn:aws:iam::123456789012:role/a-role"))));

    private static Form form(String type, String input, String property) {
        return with(type, input, property, Map.of());
    }

    private static Form with(String type, String input, String property, Map<String, Object> more) {
        return new Form(type, input, property, more);
    }

    /** Adds a registration, if its type has a document and it has one. */
    void add(Registered resource) {
        Form form = FORMS.get(resource.type());
        if (form != null && resource.inputs().get(form.input()) instanceof String document) {
            add(resource.type().replaceAll(".*:", "") + " " + resource.name(), form, document);
        }
    }

    /** Adds a policy of an identity. */
    public void addPolicy(String name, String document) {
        add(name, form("AWS::IAM::ManagedPolicy", "policy", "PolicyDocument"), document);
    }

    private void add(String name, Form form, String document) {
        Map<String, Object> properties = new TreeMap<>(form.more());
        // The linter wants each bucket's policy to be another bucket's.
        properties.computeIfPresent(
                "Bucket", (key, bucket) -> name.toLowerCase(Locale.ROOT).replace(' ', '-'));
        properties.put(form.property(), parsed(document));
        resources.put(name.replaceAll("[^A-Za-z0-9]", ""), Map.of("Type", form.type(), "Properties", properties));
    }

    /** How many documents there are. */
    int size() {
        return resources.size();
    }

    /** The template. */
    public String json() throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of("AWSTemplateFormatVersion", "2010-09-09", "Resources", resources));
    }

    private static JsonNode parsed(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException("a document is no JSON: " + document, noJson);
        }
    }
}
