package dev.gatehouse.infra.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.infra.config.Environment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule catches the mistake that it is for, and lets the mended form through. */
public class GuardRulesTest {
    private static final GuardRules PROD = new GuardRules(Environment.PROD);
    private static final GuardRules DEV = new GuardRules(Environment.DEV);
    private static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/1";
    private static final Map<String, String> TAGS = Map.of(
            "Environment",
            "prod",
            "Application",
            "a",
            "Owner",
            "o",
            "CostCenter",
            "c",
            "DataClassification",
            "internal",
            "BackupRequired",
            "none");
    private static final String TRAIL = "{\"Service\":\"cloudtrail.amazonaws.com\"}";
    private static final String TLS =
            "{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"s3:*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}";

    /** A mistake: the rule that has to catch it, a registration that makes it, and one that doesn't. */
    public record Mistake(String rule, String what, GuardRules rules, Registration broken, Registration mended) {
        @Override
        public String toString() {
            return rule + " " + what;
        }
    }

    private static Mistake prod(String rule, String what, Registration broken, Registration mended) {
        return new Mistake(rule, what, PROD, broken, mended);
    }

    private static Registration of(String type, Map<String, Object> inputs) {
        return new Registration(type, "it", inputs, true, false);
    }

    private static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String allow(String principal, String action, String condition) {
        return "{\"Sid\":\"S\",\"Effect\":\"Allow\",\"Principal\":" + principal + ",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"" + (condition.isEmpty() ? "" : ",\"Condition\":" + condition) + "}";
    }

    /** The mistakes, each with the rule that has to catch it. */
    public static Stream<Mistake> mistakes() {
        return Stream.of(access(), storage(), platform()).flatMap(each -> each);
    }

    private static Stream<Mistake> access() {
        String bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
        String role = "aws:iam/role:Role";
        String service = "{\"Service\":\"backup.amazonaws.com\"}";
        String account = "{\"StringEquals\":{\"aws:SourceAccount\":\"123456789012\"}}";
        return Stream.of(
                prod(
                        "GH-IAM-1",
                        "a bucket for everybody",
                        of(bucketPolicy, Map.of("policy", policy(TLS, allow("\"*\"", "s3:GetObject", "")))),
                        of(
                                bucketPolicy,
                                Map.of(
                                        "policy",
                                        policy(
                                                TLS,
                                                allow(
                                                        "\"*\"",
                                                        "s3:GetObject",
                                                        "{\"StringEquals\":{\"aws:PrincipalAccount\":\"123456789012\"}}"))))),
                prod(
                        "GH-IAM-2",
                        "a role that may do everything",
                        of("aws:iam/rolePolicy:RolePolicy", Map.of("policy", policy(allow("\"x\"", "*", "")))),
                        of(
                                "aws:iam/rolePolicy:RolePolicy",
                                Map.of("policy", policy(allow("\"x\"", "sqs:SendMessage", ""))))),
                prod(
                        "GH-IAM-3",
                        "a trust policy without source",
                        of(role, Map.of("assumeRolePolicy", policy(allow(service, "sts:AssumeRole", "")))),
                        of(role, Map.of("assumeRolePolicy", policy(allow(service, "sts:AssumeRole", account))))),
                prod(
                        "GH-IAM-4",
                        "a topic that any account's alarms publish to",
                        of(
                                "aws:kms/key:Key",
                                Map.of("enableKeyRotation", true, "policy", policy(allow(service, "kms:Decrypt", "")))),
                        of(
                                "aws:kms/key:Key",
                                Map.of(
                                        "enableKeyRotation",
                                        true,
                                        "policy",
                                        policy(allow(service, "kms:Decrypt", account))))),
                prod(
                        "GH-KMS-2",
                        "a key that the trail may use, but not describe",
                        key(allow(TRAIL, "kms:GenerateDataKey*", account)),
                        key(allow(TRAIL, "kms:GenerateDataKey*", account), allow(TRAIL, "kms:DescribeKey", account))),
                prod(
                        "GH-TLS-1",
                        "a queue without TLS",
                        of(
                                "aws:sqs/queuePolicy:QueuePolicy",
                                Map.of("policy", policy(allow("\"x\"", "sqs:SendMessage", "")))),
                        of("aws:sqs/queuePolicy:QueuePolicy", Map.of("policy", policy(TLS)))));
    }

    private static Registration key(String... statements) {
        return of("aws:kms/key:Key", Map.of("enableKeyRotation", true, "policy", policy(statements)));
    }

    private static Stream<Mistake> storage() {
        String block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
        String encryption =
                "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2";
        String lifecycle = "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2";
        String versions = "aws:s3/bucketVersioningV2:BucketVersioningV2";
        return Stream.of(
                prod(
                        "GH-ENC-1",
                        "a queue under SQS's key",
                        of("aws:sqs/queue:Queue", Map.of()),
                        of("aws:sqs/queue:Queue", Map.of("kmsMasterKeyId", KEY))),
                prod(
                        "GH-ENC-1",
                        "a topic under AWS's key",
                        of("aws:sns/topic:Topic", Map.of("kmsMasterKeyId", "alias/aws/sns")),
                        of("aws:sns/topic:Topic", Map.of("kmsMasterKeyId", KEY))),
                prod(
                        "GH-ENC-2",
                        "a bucket under S3's key",
                        of(encryption, encrypted(Map.of("sseAlgorithm", "AES256"))),
                        of(encryption, encrypted(Map.of("sseAlgorithm", "aws:kms", "kmsMasterKeyId", KEY)))),
                prod(
                        "GH-ENC-3",
                        "a parameter under AWS's key",
                        of("aws:ssm/parameter:Parameter", Map.of("type", "SecureString")),
                        of("aws:ssm/parameter:Parameter", Map.of("type", "SecureString", "keyId", KEY))),
                prod(
                        "GH-KMS-1",
                        "a key that does not rotate",
                        of("aws:kms/key:Key", Map.of()),
                        of("aws:kms/key:Key", Map.of("enableKeyRotation", true))),
                prod(
                        "GH-S3-1",
                        "an open bucket",
                        of(block, Map.of("blockPublicAcls", true)),
                        of(
                                block,
                                Map.of(
                                        "blockPublicAcls",
                                        true,
                                        "blockPublicPolicy",
                                        true,
                                        "ignorePublicAcls",
                                        true,
                                        "restrictPublicBuckets",
                                        true))),
                prod(
                        "GH-S3-2",
                        "no versions",
                        of(versions, Map.of("versioningConfiguration", Map.of("status", "Suspended"))),
                        of(versions, Map.of("versioningConfiguration", Map.of("status", "Enabled")))),
                prod(
                        "GH-S3-3",
                        "transitions out of order",
                        of(lifecycle, aging(365, 90)),
                        of(lifecycle, aging(90, 365))),
                prod(
                        "GH-LOG-1",
                        "a log group for ever",
                        of("aws:cloudwatch/logGroup:LogGroup", Map.of("kmsKeyId", KEY)),
                        of("aws:cloudwatch/logGroup:LogGroup", Map.of("kmsKeyId", KEY, "retentionInDays", 365))),
                prod(
                        "GH-LOG-1",
                        "a retention that AWS refuses",
                        of("aws:cloudwatch/logGroup:LogGroup", Map.of("kmsKeyId", KEY, "retentionInDays", 2555)),
                        of("aws:cloudwatch/logGroup:LogGroup", Map.of("kmsKeyId", KEY, "retentionInDays", 2557))),
                prod("GH-DDB-1", "a table that can't be brought back", table(false), table(true)),
                prod(
                        "GH-LOG-2",
                        "a trail of one region",
                        of("aws:cloudtrail/trail:Trail", Map.of("kmsKeyId", KEY, "enableLogFileValidation", true)),
                        of(
                                "aws:cloudtrail/trail:Trail",
                                Map.of(
                                        "kmsKeyId",
                                        KEY,
                                        "enableLogFileValidation",
                                        true,
                                        "isMultiRegionTrail",
                                        true,
                                        "includeGlobalServiceEvents",
                                        true))));
    }

    private static Registration table(boolean recoverable) {
        return of(
                "aws:dynamodb/table:Table",
                Map.of(
                        "pointInTimeRecovery", Map.of("enabled", recoverable),
                        "serverSideEncryption", Map.of("enabled", true, "kmsKeyArn", KEY),
                        "tags", Map.of("BackupRequired", "critical")));
    }

    private static Map<String, Object> encrypted(Map<String, Object> byDefault) {
        return Map.of("rules", List.of(Map.of("applyServerSideEncryptionByDefault", byDefault)));
    }

    private static Map<String, Object> aging(int first, int second) {
        return Map.of("rules", List.of(Map.of("transitions", List.of(Map.of("days", first), Map.of("days", second)))));
    }

    private static Stream<Mistake> platform() {
        String group = "aws:ec2/securityGroup:SecurityGroup";
        String ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
        String endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
        String plan = "aws:backup/plan:Plan";
        String permission = "aws:lambda/permission:Permission";
        String rotation = "aws:secretsmanager/secretRotation:SecretRotation";
        String version = "aws:secretsmanager/secretVersion:SecretVersion";
        String lock = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
        return Stream.of(
                prod(
                        "GH-TAG-1",
                        "no cost center",
                        new Registration("aws:ec2/vpc:Vpc", "it", Map.of("tags", without("CostCenter")), true, true),
                        new Registration("aws:ec2/vpc:Vpc", "it", Map.of("tags", TAGS), true, true)),
                prod(
                        "GH-TAG-2",
                        "a table without backup",
                        of("aws:dynamodb/table:Table", Map.of("tags", TAGS)),
                        table(true)),
                prod(
                        "GH-LAM-1",
                        "an environment in plain",
                        of("aws:lambda/function:Function", Map.of("environment", Map.of())),
                        of("aws:lambda/function:Function", Map.of("environment", Map.of(), "kmsKeyArn", KEY))),
                prod(
                        "GH-LAM-2",
                        "a function that any account's secrets call",
                        of(permission, Map.of("principal", "secretsmanager.amazonaws.com")),
                        of(permission, Map.of("sourceAccount", "123456789012"))),
                prod(
                        "GH-LAM-3",
                        "a function whose code nobody vouches for",
                        of("aws:lambda/function:Function", Map.of("vpcConfig", Map.of(), "deadLetterConfig", Map.of())),
                        of(
                                "aws:lambda/function:Function",
                                Map.of("vpcConfig", Map.of(), "deadLetterConfig", Map.of(), "sourceCodeHash", "h"))),
                prod(
                        "GH-SEC-1",
                        "a secret that lasts for four months",
                        of(rotation, Map.of("rotationRules", Map.of("automaticallyAfterDays", 91))),
                        of(rotation, Map.of("rotationRules", Map.of("automaticallyAfterDays", 90)))),
                prod(
                        "GH-SEC-2",
                        "a placeholder that comes back",
                        of(version, Map.of("versionStages", List.of("AWSCURRENT"))),
                        of(version, Map.of("versionStages", List.of("placeholder")))),
                prod(
                        "GH-NET-1",
                        "ssh from anywhere",
                        of(ingress, Map.of("cidrIpv4", "0.0.0.0/0")),
                        of(ingress, Map.of("referencedSecurityGroupId", "sg-1"))),
                prod(
                        "GH-NET-1",
                        "an open group",
                        of(group, Map.of("ingress", List.of(Map.of("ipv6CidrBlocks", List.of("::/0"))))),
                        of(group, Map.of("ingress", List.of(Map.of("cidrBlocks", List.of("10.0.0.0/8")))))),
                prod(
                        "GH-NET-2",
                        "a default group that lets in",
                        of(
                                "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
                                Map.of("ingress", List.of(Map.of("protocol", "-1")))),
                        of("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", Map.of())),
                prod(
                        "GH-NET-3",
                        "public addresses",
                        of("aws:ec2/subnet:Subnet", Map.of("mapPublicIpOnLaunch", true)),
                        of("aws:ec2/subnet:Subnet", Map.of("mapPublicIpOnLaunch", false))),
                prod(
                        "GH-NET-4",
                        "a service name that is none",
                        of(endpoint, Map.of("policy", "{}", "serviceName", "com.amazonaws.eu-central-1.secretmanager")),
                        of(
                                endpoint,
                                Map.of("policy", "{}", "serviceName", "com.amazonaws.eu-central-1.secretsmanager"))),
                prod(
                        "GH-EC2-1",
                        "IMDSv1",
                        of("aws:ec2/instance:Instance", Map.of()),
                        of("aws:ec2/instance:Instance", Map.of("metadataOptions", Map.of("httpTokens", "required")))),
                prod(
                        "GH-BAK-1",
                        "a bad cron",
                        of(plan, rule("cron(0 5 * * *)", 7)),
                        of(plan, rule("cron(0 5 ? * * *)", 180))),
                prod(
                        "GH-BAK-1",
                        "cold storage for too short",
                        of(plan, rule("cron(0 5 ? * * *)", 179)),
                        of(plan, rule("cron(0 5 ? * * *)", 180))),
                new Mistake(
                        "GH-BAK-2",
                        "a lock for ever in dev",
                        DEV,
                        of(lock, Map.of("changeableForDays", 3)),
                        of(lock, Map.of())),
                prod(
                        "GH-PRO-1",
                        "a key that can be deleted",
                        new Registration("aws:kms/key:Key", "it", Map.of("enableKeyRotation", true), false, false),
                        of("aws:kms/key:Key", Map.of("enableKeyRotation", true))));
    }

    private static Map<String, String> without(String tag) {
        Map<String, String> tags = new TreeMap<>(TAGS);
        tags.remove(tag);
        return tags;
    }

    private static Map<String, Object> rule(String schedule, int end) {
        return Map.of(
                "rules",
                List.of(Map.of("schedule", schedule, "lifecycle", Map.of("coldStorageAfter", 90, "deleteAfter", end))));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void catchesTheMistakeAndLetsTheMendedThrough(Mistake mistake) {
        List<Violation> violations = mistake.rules().violations(mistake.broken());

        assertThat(violations).extracting(each -> each.rule().id()).contains(mistake.rule());
        assertThat(mistake.rules().violations(mistake.mended()))
                .extracting(each -> each.rule().id())
                .doesNotContain(mistake.rule());
    }

    @Test
    void everyRuleHasAMistakeAControlAndAFix() {
        assertThat(PROD.rules())
                .extracting(Rule::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        mistakes().map(Mistake::rule).collect(Collectors.toSet()));
        assertThat(PROD.rules()).allSatisfy(rule -> {
            assertThat(rule.controls()).isNotBlank();
            assertThat(rule.fix()).isNotBlank();
        });
    }

    @Test
    void aSuppressionNeedsItsReasonAndCoversItsResourceOnly() {
        Registration queue = of("aws:sqs/queue:Queue", Map.of());
        Suppression other = new Suppression("GH-ENC-1", "another", "it holds public announcements only");
        Suppression its = new Suppression("GH-ENC-1", "it", "it holds public announcements only");

        assertThat(new Guard(PROD, List.of(other)).violations(queue)).hasSize(1);
        assertThat(new Guard(PROD, List.of(its)).violations(queue)).isEmpty();
        assertThatThrownBy(() -> new Suppression("GH-ENC-1", "it", "because")).hasMessageContaining("reason");
    }
}
