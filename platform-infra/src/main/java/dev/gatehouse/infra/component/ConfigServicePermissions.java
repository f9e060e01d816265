package dev.gatehouse.infra.component;

import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.stream.Stream;

/** What config-service may do: with parameters and secrets of its project, and with its queue of changes. */
final class ConfigServicePermissions {
    /** Under it are tokens, rotations and holders: what the service itself keeps. */
    static final String STATE = "_gatehouse";

    /** What Secrets Manager tries a key with, before there is an ARN, when a secret is made. */
    private static final String TRIAL = "RequestToValidateKeyAccess";

    private final Account account;
    private final ServiceKeys keys;
    private final String queue;
    private final String root;
    private final String written;
    private final String state;
    private final String secrets;

    ConfigServicePermissions(EnvironmentSettings settings, String project, ServiceKeys keys) {
        String environment = settings.environment().label();
        this.account = settings.account();
        this.keys = keys;
        this.queue = account.arn("sqs", settings.name("config-changes"));
        this.root = account.arn("ssm", "parameter/" + project);
        this.written = root + "/" + environment + "/*";
        this.state = root + "/" + STATE + "/*";
        this.secrets = account.arn("secretsmanager", "secret:" + project + "/" + environment + "/*");
    }

    PolicyDocument policy() {
        return new PolicyDocument(Stream.of(parameters(), secrets(), changes())
                .flatMap(List::stream)
                .toList());
    }

    /**
     * It reads its whole project, since it looks into each environment of the contract, and its readiness into the first; those
     * that are not this account's are empty here.
     */
    private List<Statement> parameters() {
        return List.of(
                Statement.allow(
                                "ReadParameters",
                                "ssm:GetParameter",
                                "ssm:GetParameters",
                                "ssm:GetParametersByPath",
                                "ssm:GetParameterHistory")
                        .on(root, root + "/*"),
                Statement.allow(
                                "WriteParameters",
                                "ssm:PutParameter",
                                "ssm:DeleteParameter",
                                "ssm:LabelParameterVersion")
                        .on(written, state),
                // SSM knows no resource for it; it tells names and keys, no values.
                Statement.allow("DescribeParameters", "ssm:DescribeParameters").on("*"),
                Statement.allow("SealParameters", "kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")
                        .on(keys.parameters(), keys.safety())
                        .when(via("ssm"))
                        .when(Condition.like("kms:EncryptionContext:PARAMETER_ARN", written, state)));
    }

    private List<Statement> secrets() {
        return List.of(
                Statement.allow("ReadSecrets", "secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret")
                        .on(secrets),
                Statement.allow(
                                "WriteSecrets",
                                "secretsmanager:CreateSecret",
                                "secretsmanager:TagResource",
                                "secretsmanager:PutSecretValue",
                                "secretsmanager:UpdateSecretVersionStage",
                                "secretsmanager:DeleteSecret",
                                "secretsmanager:RestoreSecret")
                        .on(secrets),
                // It gives a secret its days of grace always; so whoever steals the role can't skip them.
                Statement.deny("NeverAtOnce", "secretsmanager:DeleteSecret")
                        .on("*")
                        .when(Condition.is("secretsmanager:ForceDeleteWithoutRecovery", true)),
                // Neither has a resource in IAM; each value of a batch takes GetSecretValue on its secret.
                Statement.allow("ListSecrets", "secretsmanager:ListSecrets", "secretsmanager:BatchGetSecretValue")
                        .on("*"),
                Statement.allow("SealSecrets", "kms:Decrypt", "kms:GenerateDataKey")
                        .on(keys.secrets(), keys.safety())
                        .when(via("secretsmanager"))
                        .when(Condition.like("kms:EncryptionContext:SecretARN", secrets, TRIAL)));
    }

    private List<Statement> changes() {
        return List.of(
                Statement.allow("HearOfChanges", "sqs:ReceiveMessage", "sqs:DeleteMessage")
                        .on(queue),
                Statement.allow("OpenChanges", "kms:Decrypt").on(keys.master()).when(via("sqs")));
    }

    private Condition via(String service) {
        return Condition.equal("kms:ViaService", service + "." + account.region() + ".amazonaws.com");
    }
}
