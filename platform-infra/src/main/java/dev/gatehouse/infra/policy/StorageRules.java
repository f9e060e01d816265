package dev.gatehouse.infra.policy;

import dev.gatehouse.infra.config.LogRetention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rules about what keeps data: encryption, public access, versions, lifecycles, logs. */
final class StorageRules {
    private static final String LIFECYCLE = "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2";
    private static final Map<String, String> KEY_INPUTS = Map.ofEntries(
            Map.entry("aws:sqs/queue:Queue", "kmsMasterKeyId"),
            Map.entry("aws:sns/topic:Topic", "kmsMasterKeyId"),
            Map.entry("aws:cloudwatch/logGroup:LogGroup", "kmsKeyId"),
            Map.entry("aws:secretsmanager/secret:Secret", "kmsKeyId"),
            Map.entry("aws:backup/vault:Vault", "kmsKeyArn"),
            Map.entry("aws:cloudtrail/trail:Trail", "kmsKeyId"));

    private StorageRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "GH-ENC-1",
                        "CIS 4.5; FSBP SQS.1, CloudTrail.2, Backup.1; Security Hub's SNS.1",
                        "Name one of the stack's keys; those of AWS can't be shared or audited by us",
                        StorageRules::ownKey),
                Rule.about(
                        List.of(
                                "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2"),
                        "GH-ENC-2",
                        "FSBP has none; Security Hub's S3.17",
                        "Encrypt with aws:kms and one of the stack's keys",
                        StorageRules::bucketKey),
                Rule.about(
                        List.of("aws:ssm/parameter:Parameter"),
                        "GH-ENC-3",
                        "FSBP SSM.4 is about documents; this is ours",
                        "Give a SecureString one of the stack's keys",
                        parameter -> Rule.unless(
                                !parameter.is("type", "SecureString") || isOwnKey(parameter, "keyId"),
                                "is sealed under a key of AWS")),
                Rule.about(
                        List.of("aws:dynamodb/table:Table"),
                        "GH-DDB-1",
                        "FSBP DynamoDB.2; Security Hub has none for its key",
                        "Switch on pointInTimeRecovery, and encrypt with one of the stack's keys",
                        table -> Rule.unless(
                                isRecoverable(table) && isSealed(table),
                                "can't be brought back to a minute, or is sealed under a key of AWS")),
                Rule.about(
                        List.of("aws:kms/key:Key"),
                        "GH-KMS-1",
                        "CIS 4.6; Security Hub's KMS.4",
                        "Set enableKeyRotation",
                        key -> Rule.unless(key.is("enableKeyRotation", true), "does not rotate")),
                Rule.about(
                        List.of("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"),
                        "GH-S3-1",
                        "CIS 3.1.4; FSBP S3.1, S3.8",
                        "Set all four switches",
                        block -> Rule.unless(
                                List.of(
                                                "blockPublicAcls",
                                                "blockPublicPolicy",
                                                "ignorePublicAcls",
                                                "restrictPublicBuckets")
                                        .stream()
                                        .allMatch(each -> block.is(each, true)),
                                "leaves a way to make the bucket public")),
                Rule.about(
                        List.of("aws:s3/bucketVersioningV2:BucketVersioningV2"),
                        "GH-S3-2",
                        "FSBP has none; Security Hub's S3.14",
                        "Enable versioning",
                        versions -> Rule.unless(
                                versions.blocks("versioningConfiguration").stream()
                                        .anyMatch(each -> "Enabled".equals(each.get("status"))),
                                "forgets what is overwritten")),
                Rule.about(
                        List.of(LIFECYCLE),
                        "GH-S3-3",
                        "FSBP S3.13; AWS refuses it at the first deployment",
                        "Put transitions in order, with the expiration last",
                        StorageRules::lifecycleOrder),
                Rule.about(
                        List.of("aws:cloudwatch/logGroup:LogGroup"),
                        "GH-LOG-1",
                        "FSBP has none; Security Hub's CloudWatch.16",
                        "Set retentionInDays to one of CloudWatch's values",
                        group -> Rule.unless(
                                retained(group), "keeps its lines for ever, or for a time that AWS refuses")),
                Rule.about(
                        List.of("aws:cloudtrail/trail:Trail"),
                        "GH-LOG-2",
                        "CIS 4.1, 4.2; FSBP CloudTrail.1, CloudTrail.4",
                        "Make the trail multi-region, with global events and validation",
                        trail -> Rule.unless(
                                trail.is("isMultiRegionTrail", true)
                                        && trail.is("enableLogFileValidation", true)
                                        && trail.is("includeGlobalServiceEvents", true),
                                "leaves out regions, or can be changed unseen")));
    }

    private static List<String> ownKey(Registration registration) {
        String input = KEY_INPUTS.get(registration.type());
        return Rule.unless(
                input == null || isOwnKey(registration, input), "is not encrypted with one of the stack's keys");
    }

    private static boolean isOwnKey(Registration registration, String input) {
        return registration.has(input)
                && registration
                        .input(input)
                        .filter(key -> key.toString().contains("alias/aws/"))
                        .isEmpty();
    }

    private static boolean isRecoverable(Registration table) {
        return table.blocks("pointInTimeRecovery").stream().anyMatch(each -> Boolean.TRUE.equals(each.get("enabled")));
    }

    private static boolean isSealed(Registration table) {
        return table.blocks("serverSideEncryption").stream()
                .anyMatch(each -> Boolean.TRUE.equals(each.get("enabled")) && each.containsKey("kmsKeyArn"));
    }

    private static List<String> bucketKey(Registration registration) {
        return registration.blocks("rules").stream()
                .flatMap(rule ->
                        Registration.blocksOf(rule.getOrDefault("applyServerSideEncryptionByDefault", List.of()))
                                .stream())
                .filter(byDefault ->
                        !"aws:kms".equals(byDefault.get("sseAlgorithm")) || !byDefault.containsKey("kmsMasterKeyId"))
                .map(byDefault -> "is not encrypted with one of the stack's keys")
                .toList();
    }

    private static boolean retained(Registration group) {
        return group.input("retentionInDays")
                .filter(days -> days.equals(Registration.UNKNOWN)
                        || (days instanceof Integer number && LogRetention.isAccepted(number)))
                .isPresent();
    }

    private static List<String> lifecycleOrder(Registration registration) {
        List<String> problems = new ArrayList<>();
        for (Map<String, Object> rule : registration.blocks("rules")) {
            int last = -1;
            for (Map<String, Object> transition : Registration.blocksOf(rule.getOrDefault("transitions", List.of()))) {
                last = after(last, transition, "transition", problems);
            }
            for (Map<String, Object> expiration : Registration.blocksOf(rule.getOrDefault("expiration", List.of()))) {
                last = after(last, expiration, "expiration", problems);
            }
        }
        return problems;
    }

    private static int after(int last, Map<String, Object> step, String what, List<String> problems) {
        if (step.get("days") instanceof Integer days) {
            if (days <= last) {
                problems.add("has its " + what + " after " + days + " days behind one after " + last);
            }
            return days;
        }
        return last;
    }
}
