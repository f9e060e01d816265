package dev.gatehouse.infra.component;

import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.secretsmanager.SecretArgs;
import com.pulumi.aws.secretsmanager.SecretPolicy;
import com.pulumi.aws.secretsmanager.SecretPolicyArgs;
import com.pulumi.aws.secretsmanager.SecretRotation;
import com.pulumi.aws.secretsmanager.SecretRotationArgs;
import com.pulumi.aws.secretsmanager.SecretVersion;
import com.pulumi.aws.secretsmanager.SecretVersionArgs;
import com.pulumi.aws.secretsmanager.inputs.SecretRotationRotationRulesArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import dev.gatehouse.infra.contract.SecretDefinition;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A secret that only its roles read. Its value is never here: the first version is a placeholder, without which rotation
 * could not begin, and what config-service writes after it is none of this program's business.
 *
 * <p>The placeholder has a stage of its own, which it never loses. A version without a stage is thrown away after a few
 * rotations; a program that then found it missing would write it again, as the current one, over the secret in use.
 */
public final class ManagedSecret extends ComponentResource {
    private static final String PLACEHOLDER = "{\"placeholder\":\"config-service writes the first value\"}";
    private static final String PLACEHOLDER_STAGE = "placeholder";
    /** By which config-service knows a secret's class where two classes share a key. */
    private static final String CLASS_TAG = "gatehouse:data-class";

    private final Args args;
    private final Secret secret;

    /**
     * What a secret is.
     *
     * @param settings the environment's settings
     * @param project  the first segment of its name
     * @param secret   what it is for, and how often it is replaced
     * @param key      the key that seals it
     * @param readers  the names of the roles that read it beside config-service's
     * @param rotation the ARN of the function that drives its rotation
     */
    public record Args(
            EnvironmentSettings settings,
            String project,
            SecretDefinition secret,
            Output<String> key,
            List<String> readers,
            Output<String> rotation) {
        /** Copies the list. */
        public Args {
            readers = List.copyOf(readers);
        }
    }

    /** A secret without its value. */
    public ManagedSecret(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:ManagedSecret", name, options);
        this.args = args;
        EnvironmentSettings settings = args.settings();
        secret = new Secret(
                name,
                SecretArgs.builder()
                        .name(secretName(args))
                        .description(args.secret().description())
                        .kmsKeyId(args.key())
                        .recoveryWindowInDays(settings.profile().keyDeletionDays())
                        .tags(tags())
                        .build(),
                Options.stateful(this, settings.profile().protect()));
        new SecretPolicy(
                name,
                SecretPolicyArgs.builder()
                        .secretArn(secret.arn())
                        .blockPublicPolicy(true)
                        .policy(policy(settings, args.readers()).json())
                        .build(),
                Options.under(this));
        SecretVersion first = placeholder(name);
        args.secret().rotationDays().ifPresent(days -> rotated(name, days, first));
        registerOutputs(Map.of("arn", secret.arn()));
    }

    /** The secret's ARN. */
    public Output<String> arn() {
        return secret.arn();
    }

    /** The name as config-service asks Secrets Manager for it. */
    static String secretName(Args args) {
        return args.project() + "/" + args.settings().environment().label() + "/"
                + args.secret().name();
    }

    /**
     * Whatever else an identity is allowed, only these roles get the value. The deployment's role looks at the placeholder by
     * its version, and gets nothing that it asks for by a stage, so not the value in use.
     */
    static PolicyDocument policy(EnvironmentSettings settings, List<String> readers) {
        String deployment = settings.account().role(settings.name("deploy"));
        List<String> roles = new ArrayList<>();
        roles.add(settings.account().role(settings.name("config-service")));
        readers.forEach(each -> roles.add(settings.account().role(each)));
        roles.add(deployment);
        return PolicyDocument.of(
                Statement.deny("OnlyItsRoles", "secretsmanager:GetSecretValue")
                        .to(new Principal.Everybody())
                        .on("*")
                        .when(Condition.arnNotLike("aws:PrincipalArn", roles.toArray(String[]::new))),
                Statement.deny("DeploymentByVersion", "secretsmanager:GetSecretValue")
                        .to(new Principal.Everybody())
                        .on("*")
                        .when(Condition.arnLike("aws:PrincipalArn", deployment))
                        .when(Condition.absent("secretsmanager:VersionId")));
    }

    private Map<String, String> tags() {
        Map<String, String> tags =
                new TreeMap<>(args.settings().tags().of("secrets", DataClass.RESTRICTED, BackupClass.NONE));
        tags.put("Owner", args.secret().owner());
        tags.put(CLASS_TAG, args.secret().dataClass().word());
        return tags;
    }

    /** The first version is the current one whatever its stages say; that stage moves on without us. */
    private SecretVersion placeholder(String name) {
        return new SecretVersion(
                name,
                SecretVersionArgs.builder()
                        .secretId(secret.id())
                        .secretString(PLACEHOLDER)
                        .versionStages(PLACEHOLDER_STAGE)
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .ignoreChanges("secretString", "versionStages")
                        .build());
    }

    /** Not at once: config-service may come after this, and the first rotation is for whoever brings the first value. */
    private void rotated(String name, int days, SecretVersion first) {
        new SecretRotation(
                name,
                SecretRotationArgs.builder()
                        .secretId(secret.id())
                        .rotationLambdaArn(args.rotation())
                        .rotateImmediately(false)
                        .rotationRules(SecretRotationRotationRulesArgs.builder()
                                .automaticallyAfterDays(days)
                                .build())
                        .build(),
                Options.under(this, first));
    }
}
