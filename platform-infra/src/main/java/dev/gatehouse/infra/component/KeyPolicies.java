package dev.gatehouse.infra.component;

import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.contract.Application;
import dev.gatehouse.infra.contract.Hierarchy;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may do what with a key. Administrators manage keys and can't use them; a key is used by the roles that it names and
 * by the services that its purpose needs, for this account only. Roles are named by a condition, since KMS refuses a principal
 * that is not there yet.
 */
final class KeyPolicies {
    private static final String[] USE = {
        "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"
    };
    private static final String[] ADMINISTER = {
        "kms:Create*",
        "kms:Describe*",
        "kms:Enable*",
        "kms:List*",
        "kms:Put*",
        "kms:Update*",
        "kms:Revoke*",
        "kms:Disable*",
        "kms:Get*",
        "kms:Delete*",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:ScheduleKeyDeletion",
        "kms:CancelKeyDeletion",
        "kms:RotateKeyOnDemand"
    };

    private final EnvironmentSettings settings;
    private final Account account;
    private final Hierarchy hierarchy = Hierarchy.shipped();

    KeyPolicies(EnvironmentSettings settings) {
        this.settings = settings;
        this.account = settings.account();
    }

    PolicyDocument of(KeyPurpose purpose) {
        return PolicyDocument.of(administration())
                .and(
                        switch (purpose) {
                            case MASTER ->
                                Stream.concat(
                                                Stream.of(
                                                        roles(
                                                                "config-service",
                                                                "audit-service",
                                                                "scanner-worker",
                                                                "responder"),
                                                        functions(),
                                                        tables()),
                                                publishers())
                                        .toList();
                            case SECRETS ->
                                List.of(
                                        via("secretsmanager", "config-service", "deploy"),
                                        read("secretsmanager", hierarchy.applications()));
                            case PARAMETERS ->
                                List.of(via("ssm", "config-service", "deploy"), read("ssm", hierarchy.applications()));
                            case SAFETY -> safety();
                            case LOGS -> logs();
                            case BACKUP -> backup();
                        });
    }

    private Statement administration() {
        return Statement.allow("Administration", ADMINISTER)
                .to(Principal.arn(account.root()))
                .on("*");
    }

    private Statement roles(String... roles) {
        return Statement.allow("UseByRoles", USE)
                .to(Principal.arn(account.root()))
                .on("*")
                .when(principals(roles));
    }

    private Statement via(String service, String... roles) {
        return Statement.allow("UseBy" + service, USE)
                .to(Principal.arn(account.root()))
                .on("*")
                .when(principals(roles))
                .when(viaService(service));
    }

    private Condition viaService(String... services) {
        return Condition.equal(
                "kms:ViaService",
                Stream.of(services)
                        .map(service -> service + "." + account.region() + ".amazonaws.com")
                        .toArray(String[]::new));
    }

    /** An application opens what it reads; its own policy says what that is. */
    private Statement read(String service, List<Application> readers) {
        return Statement.allow("ReadBy" + service, "kms:Decrypt")
                .to(Principal.arn(account.root()))
                .on("*")
                .when(principals(readers.stream().map(Application::role).toArray(String[]::new)))
                .when(viaService(service));
    }

    /** Only the applications whose contract needs it read what the safety system depends on. */
    private List<Statement> safety() {
        List<Application> readers = hierarchy.underSafety(settings.environment().label());
        return List.of(
                via("ssm", "config-service", "deploy"),
                via("secretsmanager", "config-service", "deploy"),
                read("ssm", readers),
                read("secretsmanager", readers));
    }

    /** Environments of functions are sealed and opened by Lambda, their dead letters by SQS. */
    private Statement functions() {
        return Statement.allow(
                        "Functions",
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:GenerateDataKey*",
                        "kms:DescribeKey",
                        "kms:CreateGrant")
                .to(Principal.arn(account.root()))
                .on("*")
                .when(principals("secret-rotation", "deploy"))
                .when(viaService("lambda", "sqs"));
    }

    /** DynamoDB opens a table by its caller's rights, and goes on by a grant that whoever makes the table gives it. */
    private Statement tables() {
        List<String> actions =
                Stream.concat(Stream.of(USE), Stream.of("kms:CreateGrant")).toList();
        return Statement.allow("Tables", actions.toArray(String[]::new))
                .to(Principal.arn(account.root()))
                .on("*")
                .when(principals("scanner-worker", "backup", "deploy"))
                .when(viaService("dynamodb"));
    }

    private Condition principals(String... roles) {
        return Condition.arnLike(
                "aws:PrincipalArn",
                Stream.of(roles).map(role -> account.role(settings.name(role))).toArray(String[]::new));
    }

    /** Alarms, events, budgets and backups publish to encrypted topics and queues only if the key lets them. */
    private Stream<Statement> publishers() {
        return Stream.of("cloudwatch", "events", "budgets", "costalerts", "backup", "s3", "sns")
                .map(service -> Statement.allow("Publish" + service, "kms:GenerateDataKey*", "kms:Decrypt")
                        .to(Principal.service(service + ".amazonaws.com"))
                        .on("*")
                        .when(ours()));
    }

    private List<Statement> logs() {
        String trail = account.arn("cloudtrail", "trail/" + settings.name("trail"));
        Principal cloudTrail = Principal.service("cloudtrail.amazonaws.com");
        return List.of(
                Statement.allow("TrailEncrypts", "kms:GenerateDataKey*")
                        .to(cloudTrail)
                        .on("*")
                        .when(Condition.equal("aws:SourceArn", trail))
                        .when(Condition.like(
                                "kms:EncryptionContext:aws:cloudtrail:arn",
                                "arn:aws:cloudtrail:*:" + account.id() + ":trail/*")),
                Statement.allow("TrailDescribes", "kms:DescribeKey", "kms:Decrypt")
                        .to(cloudTrail)
                        .on("*")
                        .when(Condition.equal("aws:SourceArn", trail)),
                Statement.allow("LogGroups", USE)
                        .to(Principal.service("logs." + account.region() + ".amazonaws.com"))
                        .on("*")
                        .when(Condition.arnLike(
                                "kms:EncryptionContext:aws:logs:arn", account.arn("logs", "log-group:*"))),
                Statement.allow("FlowLogs", "kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey")
                        .to(Principal.service("delivery.logs.amazonaws.com"))
                        .on("*")
                        .when(ours())
                        .when(Condition.arnLike("aws:SourceArn", account.arn("logs", "*"))),
                Statement.allow("Notifications", "kms:GenerateDataKey*", "kms:Decrypt")
                        .to(Principal.service("s3.amazonaws.com"))
                        .on("*")
                        .when(ours()),
                Statement.allow("Configurations", "kms:GenerateDataKey*", "kms:Decrypt")
                        .to(Principal.service("config.amazonaws.com"))
                        .on("*")
                        .when(ours()),
                Statement.allow("ReadByRoles", "kms:Decrypt", "kms:DescribeKey")
                        .to(Principal.arn(account.root()))
                        .on("*")
                        .when(principals("audit-service", "deploy")));
    }

    /** AWS Backup works with the key through grants, which the roles make for it. */
    private List<Statement> backup() {
        return List.of(
                roles("backup", "deploy"),
                Statement.allow("Grants", "kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant")
                        .to(Principal.arn(account.root()))
                        .on("*")
                        .when(principals("backup", "deploy"))
                        .when(Condition.is("kms:GrantIsForAWSResource", true)));
    }

    private Condition ours() {
        return Condition.equal("aws:SourceAccount", account.id());
    }
}
