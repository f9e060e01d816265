package dev.gatehouse.infra.policy;

import dev.gatehouse.infra.config.Environment;
import dev.gatehouse.infra.config.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Rules about networks, compute, backups, tags and deletion. */
final class PlatformRules {
    private static final Set<String> ANYWHERE = Set.of("0.0.0.0/0", "::/0");
    private static final Set<String> BACKUP_VALUES = Set.of("none", "standard", "critical");
    private static final Set<String> NEEDS_BACKUP = Set.of(
            "aws:dynamodb/table:Table",
            "aws:rds/instance:Instance",
            "aws:rds/cluster:Cluster",
            "aws:efs/fileSystem:FileSystem");
    private static final Set<String> PROTECTED = Set.of(
            "aws:s3/bucketV2:BucketV2",
            "aws:kms/key:Key",
            "aws:backup/vault:Vault",
            "aws:cloudtrail/trail:Trail",
            "aws:secretsmanager/secret:Secret",
            "aws:dynamodb/table:Table",
            "aws:ssm/parameter:Parameter");
    private static final int MAX_ROTATION_DAYS = 90;
    private static final Pattern CRON = Pattern.compile(
            "cron\\(([0-5]?\\d|\\*) ([01]?\\d|2[0-3]|\\*) (\\?|\\*|[1-9]|[12]\\d|3[01]|L) (\\*|[1-9]|1[0-2]) (\\?|\\*|[1-7]|[A-Z]{3}(-[A-Z]{3})?) (\\*|\\d{4})\\)");
    private static final Pattern ENDPOINT = Pattern.compile(
            "com\\.amazonaws\\.[a-z0-9-]+\\.(s3|dynamodb|kms|secretsmanager|ssm|sqs|ecr\\.api|ecr\\.dkr|logs|sts|states)");

    private PlatformRules() {}

    static List<Rule> of(Environment environment) {
        return List.of(
                new Rule(
                        "GH-TAG-1",
                        "FSBP has none; Security Hub has one for each service",
                        "Take the tags from the settings",
                        PlatformRules::missingTags),
                new Rule(
                        "GH-TAG-2",
                        "FSBP EFS.2; Security Hub's DynamoDB.4 and RDS.26",
                        "Set BackupRequired to standard or critical",
                        PlatformRules::backupTag),
                Rule.about(
                        List.of("aws:lambda/function:Function"),
                        "GH-LAM-1",
                        "FSBP has none; the environment is readable with lambda:GetFunctionConfiguration",
                        "Set kmsKeyArn",
                        function -> Rule.unless(
                                !function.has("environment") || function.has("kmsKeyArn"),
                                "has an environment that none of the stack's keys seals")),
                Rule.about(
                        List.of("aws:lambda/permission:Permission"),
                        "GH-LAM-2",
                        "FSBP Lambda.1",
                        "Set sourceAccount",
                        permission -> Rule.unless(
                                permission.has("sourceAccount"), "lets a service call the function for anybody")),
                Rule.about(
                        List.of("aws:lambda/function:Function"),
                        "GH-LAM-3",
                        "FSBP has none; Security Hub's Lambda.3",
                        "Set vpcConfig, deadLetterConfig, and sourceCodeHash or codeSigningConfigArn",
                        function -> Rule.unless(
                                function.has("vpcConfig")
                                        && function.has("deadLetterConfig")
                                        && (function.has("sourceCodeHash") || function.has("codeSigningConfigArn")),
                                "runs outside the network, fails without a trace, or runs any code")),
                Rule.about(
                        List.of("aws:secretsmanager/secretRotation:SecretRotation"),
                        "GH-SEC-1",
                        "FSBP SecretsManager.1, SecretsManager.4",
                        "Set automaticallyAfterDays to at most 90",
                        rotation -> Rule.unless(
                                rotation.blocks("rotationRules").stream()
                                        .anyMatch(rules -> rules.get("automaticallyAfterDays") instanceof Integer days
                                                && days <= MAX_ROTATION_DAYS),
                                "is replaced less often than every 90 days")),
                Rule.about(
                        List.of("aws:secretsmanager/secretVersion:SecretVersion"),
                        "GH-SEC-2",
                        "FSBP has none; a version without a stage is thrown away, and would be written anew",
                        "Give it a stage of its own in versionStages",
                        version -> Rule.unless(
                                version.has("versionStages") && !version.is("versionStages", List.of("AWSCURRENT")),
                                "will take the place of the secret in use")),
                new Rule(
                        "GH-NET-1",
                        "CIS 6.1.2, 6.3, 6.4; FSBP EC2.18, EC2.19",
                        "Refer to the security group that connects",
                        PlatformRules::openIngress),
                Rule.about(
                        List.of("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"),
                        "GH-NET-2",
                        "CIS 6.5; FSBP EC2.2",
                        "Leave out all rules",
                        group -> Rule.unless(
                                group.blocks("ingress").isEmpty()
                                        && group.blocks("egress").isEmpty(),
                                "lets something through")),
                Rule.about(
                        List.of("aws:ec2/subnet:Subnet"),
                        "GH-NET-3",
                        "FSBP EC2.15",
                        "Leave out mapPublicIpOnLaunch",
                        subnet -> Rule.unless(
                                !subnet.is("mapPublicIpOnLaunch", true),
                                "gives public addresses to what starts in it")),
                Rule.about(
                        List.of("aws:ec2/vpcEndpoint:VpcEndpoint"),
                        "GH-NET-4",
                        "CIS 6.8; FSBP EC2.55, EC2.56, EC2.57",
                        "Use a service name of the form com.amazonaws.REGION.SERVICE, and give it a policy",
                        endpoint -> Rule.unless(
                                endpoint.has("policy")
                                        && endpoint.input("serviceName")
                                                .filter(name -> ENDPOINT.matcher(name.toString())
                                                        .matches())
                                                .isPresent(),
                                "names no service of AWS, or lets everything through")),
                Rule.about(
                        List.of("aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"),
                        "GH-EC2-1",
                        "CIS 6.7; FSBP EC2.8",
                        "Set metadataOptions.httpTokens to required",
                        machine -> Rule.unless(
                                machine.blocks("metadataOptions").stream()
                                        .anyMatch(options -> "required".equals(options.get("httpTokens"))),
                                "answers to the first version of the metadata service")),
                Rule.about(
                        List.of("aws:backup/plan:Plan"),
                        "GH-BAK-1",
                        "FSBP has none; no other layer reads them",
                        "Use AWS's six-field cron, and end 90 days or more after cold storage begins",
                        PlatformRules::backupPlan),
                Rule.about(
                        List.of("aws:backup/vaultLockConfiguration:VaultLockConfiguration"),
                        "GH-BAK-2",
                        "FSBP has none; a compliance lock can't be undone",
                        "Leave out changeableForDays",
                        lock -> Rule.unless(
                                environment != Environment.DEV || !lock.has("changeableForDays"),
                                "can never be deleted, in dev")),
                new Rule(
                        "GH-PRO-1",
                        "FSBP has none; Pulumi's own guard against deletion",
                        "Set protect from the profile",
                        registration -> Rule.unless(
                                environment != Environment.PROD
                                        || !PROTECTED.contains(registration.type())
                                        || registration.protect(),
                                "can be deleted in prod")));
    }

    private static List<String> missingTags(Registration registration) {
        if (!registration.taggable() || registration.is("tags", Registration.UNKNOWN)) {
            return List.of();
        }
        Set<String> missing = new TreeSet<>(Tags.MANDATORY);
        registration.blocks("tags").forEach(tags -> missing.removeAll(tags.keySet()));
        return Rule.unless(missing.isEmpty(), "lacks the tags " + missing);
    }

    private static List<String> backupTag(Registration registration) {
        return registration.blocks("tags").stream()
                .map(tags -> String.valueOf(tags.get("BackupRequired")))
                .filter(value -> !BACKUP_VALUES.contains(value)
                        || (value.equals("none") && NEEDS_BACKUP.contains(registration.type())))
                .map(value -> "is not backed up: BackupRequired is " + value)
                .toList();
    }

    private static List<String> openIngress(Registration registration) {
        boolean open = switch (registration.type()) {
            case "aws:ec2/securityGroup:SecurityGroup" ->
                registration.blocks("ingress").stream().anyMatch(PlatformRules::isOpen);
            case "aws:ec2/securityGroupRule:SecurityGroupRule" ->
                registration.is("type", "ingress") && isOpen(registration.inputs());
            case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" -> isOpen(registration.inputs());
            default -> false;
        };
        return Rule.unless(!open, "lets the whole internet in");
    }

    private static boolean isOpen(Map<String, Object> rule) {
        return List.of("cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6").stream()
                .map(rule::get)
                .anyMatch(value -> value instanceof List<?> list
                        ? list.stream().anyMatch(ANYWHERE::contains)
                        : value != null && ANYWHERE.contains(value));
    }

    private static List<String> backupPlan(Registration plan) {
        return plan.blocks("rules").stream()
                .flatMap(rule -> {
                    String schedule = String.valueOf(rule.get("schedule"));
                    List<String> problems = new java.util.ArrayList<>(
                            Rule.unless(CRON.matcher(schedule).matches(), schedule + " is no schedule"));
                    Registration.blocksOf(rule.getOrDefault("lifecycle", List.of())).stream()
                            .filter(PlatformRules::endsTooSoon)
                            .forEach(life -> problems.add("ends a recovery point before 90 days of cold storage"));
                    return problems.stream();
                })
                .toList();
    }

    private static boolean endsTooSoon(Map<String, Object> lifecycle) {
        return lifecycle.get("coldStorageAfter") instanceof Integer cold
                && lifecycle.get("deleteAfter") instanceof Integer end
                && end < cold + 90;
    }
}
