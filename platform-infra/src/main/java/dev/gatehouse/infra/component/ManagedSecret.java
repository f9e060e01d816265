package dev.gatehouse.infra.component;

import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.secretsmanager.SecretArgs;
import com.pulumi.aws.secretsmanager.SecretPolicy;
import com.pulumi.aws.secretsmanager.SecretPolicyArgs;
import com.pulumi.aws.secretsmanager.SecretVersion;
import com.pulumi.aws.secretsmanager.SecretVersionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.Map;

/**
 * A secret that only its roles read. Its value is never here: the first version is a placeholder, without which rotation
 * could not begin, and what config-service writes after it is none of this program's business.
 */
public final class ManagedSecret extends ComponentResource {
    private static final String PLACEHOLDER = "{\"placeholder\":\"config-service writes the first value\"}";

    /**
     * What a secret is.
     *
     * @param settings    the environment's settings
     * @param description what it opens
     * @param key         the key that encrypts it
     */
    public record Args(EnvironmentSettings settings, String description, Output<String> key) {}

    /** A secret without its value. */
    public ManagedSecret(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:ManagedSecret", name, options);
        EnvironmentSettings settings = args.settings();
        Secret secret = new Secret(
                name,
                SecretArgs.builder()
                        .name("gatehouse/" + settings.environment().label() + "/" + name)
                        .description(args.description())
                        .kmsKeyId(args.key())
                        .recoveryWindowInDays(settings.profile().keyDeletionDays())
                        .tags(settings.tags().of("secrets", DataClass.RESTRICTED, BackupClass.NONE))
                        .build(),
                Options.stateful(this, settings.profile().protect()));
        new SecretPolicy(
                name,
                SecretPolicyArgs.builder()
                        .secretArn(secret.arn())
                        .blockPublicPolicy(true)
                        .policy(policy(settings).json())
                        .build(),
                Options.under(this));
        new SecretVersion(
                name,
                SecretVersionArgs.builder()
                        .secretId(secret.id())
                        .secretString(PLACEHOLDER)
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .ignoreChanges("secretString")
                        .build());
        registerOutputs(Map.of("arn", secret.arn()));
    }

    /** Whatever else an identity is allowed, only these roles get the value. */
    static PolicyDocument policy(EnvironmentSettings settings) {
        return PolicyDocument.of(Statement.deny("OnlyItsRoles", "secretsmanager:GetSecretValue")
                .to(new Principal.Everybody())
                .on("*")
                .when(Condition.arnNotLike(
                        "aws:PrincipalArn",
                        settings.account().role(settings.name("config-service")),
                        settings.account().role(settings.name("secret-rotation")))));
    }
}
