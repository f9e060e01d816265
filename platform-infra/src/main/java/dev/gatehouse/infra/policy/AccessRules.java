package dev.gatehouse.infra.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Rules about who may do what. */
final class AccessRules {
    private static final Set<String> ADMIN =
            Set.of("*", "*:*", "iam:*", "sts:*", "organizations:*", "kms:*", "s3:*", "secretsmanager:*", "ssm:*");
    private static final Set<String> BOUNDS =
            Set.of("aws:SourceArn", "aws:SourceAccount", "aws:PrincipalAccount", "aws:PrincipalOrgID");

    private AccessRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "GH-IAM-1",
                        "CIS 2.21; FSBP S3.6, SQS.3, SNS.4, KMS.5",
                        "Name the principal, or bound it with aws:PrincipalAccount",
                        AccessRules::wildcardPrincipals),
                new Rule(
                        "GH-IAM-2",
                        "CIS 2.14; FSBP IAM.1, IAM.21, KMS.1",
                        "Name the actions that are needed",
                        AccessRules::adminActions),
                new Rule(
                        "GH-IAM-3",
                        "FSBP has none; the confused deputy of IAM's user guide",
                        "Add aws:SourceAccount or aws:SourceArn to the trust policy",
                        AccessRules::openTrust),
                new Rule(
                        "GH-IAM-4",
                        "FSBP has none; the confused deputy of IAM's user guide",
                        "Add aws:SourceAccount, aws:SourceArn or an encryption context",
                        AccessRules::openGrants),
                new Rule(
                        "GH-KMS-2",
                        "FSBP has none; CloudTrail refuses a key that it can't describe",
                        "Allow cloudtrail.amazonaws.com kms:DescribeKey",
                        AccessRules::undescribedKey),
                new Rule(
                        "GH-TLS-1",
                        "CIS 3.1.1; FSBP S3.5",
                        "Deny everybody where aws:SecureTransport is false",
                        AccessRules::plainHttp));
    }

    private static List<String> wildcardPrincipals(Registration registration) {
        return inStatements(
                registration,
                statement -> Policies.texts(statement.path("Principal")).contains("*")
                        && Policies.conditionKeys(statement).stream().noneMatch(BOUNDS::contains),
                "allows everybody");
    }

    private static List<String> adminActions(Registration registration) {
        return Policies.OF_IDENTITIES.contains(registration.type())
                ? inStatements(
                        registration,
                        statement -> Policies.texts(statement.path("Action")).stream()
                                .anyMatch(ADMIN::contains),
                        "allows all actions of a service that gives power")
                : List.of();
    }

    private static List<String> openTrust(Registration registration) {
        return registration.type().equals(Policies.ROLE)
                ? inStatements(registration, AccessRules::isUnboundedService, "lets a service assume it for anybody")
                : List.of();
    }

    private static List<String> openGrants(Registration registration) {
        return registration.type().equals(Policies.ROLE)
                ? List.of()
                : inStatements(registration, AccessRules::isUnboundedService, "lets a service act for anybody");
    }

    private static boolean isUnboundedService(JsonNode statement) {
        return statement.path("Principal").has("Service")
                && Policies.conditionKeys(statement).stream()
                        .noneMatch(key -> BOUNDS.contains(key) || key.startsWith("kms:EncryptionContext:"));
    }

    /** The trail's deployment would fail, and no plan sees it. */
    private static List<String> undescribedKey(Registration registration) {
        List<String> actions = registration.type().equals(Policies.KEY)
                ? Policies.statements(registration).stream()
                        .filter(Policies::allows)
                        .filter(statement ->
                                Policies.texts(statement.path("Principal")).contains("cloudtrail.amazonaws.com"))
                        .flatMap(statement -> Policies.texts(statement.path("Action")).stream())
                        .toList()
                : List.of();
        return Rule.unless(
                actions.isEmpty() || actions.contains("kms:DescribeKey"),
                "lets CloudTrail encrypt, but not describe it");
    }

    private static List<String> plainHttp(Registration registration) {
        boolean concerned = Set.of(
                        "aws:s3/bucketPolicy:BucketPolicy",
                        "aws:sqs/queuePolicy:QueuePolicy",
                        "aws:sns/topicPolicy:TopicPolicy")
                .contains(registration.type());
        boolean known = !registration.is("policy", Registration.UNKNOWN);
        return Rule.unless(
                !concerned || !known || Policies.deniesPlainHttp(Policies.statements(registration)),
                "is reachable without TLS");
    }

    private static List<String> inStatements(Registration registration, Predicate<JsonNode> broken, String problem) {
        return Policies.statements(registration).stream()
                .filter(Policies::allows)
                .filter(broken)
                .map(statement -> "statement " + statement.path("Sid").asText() + " " + problem)
                .toList();
    }
}
