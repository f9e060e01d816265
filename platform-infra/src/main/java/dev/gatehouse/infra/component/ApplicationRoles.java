package dev.gatehouse.infra.component;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.contract.Application;
import dev.gatehouse.infra.contract.Hierarchy;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/**
 * A role for each application of the contract: who it is to config-service, which gives it its configuration, and what it may
 * read by itself when that is away. It reads the layers that its configuration is made of, and the secrets that its own layers
 * refer to; it writes nothing. The trail has each such read.
 */
public final class ApplicationRoles extends ComponentResource {
    private final Args args;
    private final String environment;

    /**
     * What the roles depend on.
     *
     * @param settings  the environment's settings
     * @param hierarchy the contract
     * @param keys      the keys of parameters, secrets and the safety system, which the reads open
     */
    public record Args(EnvironmentSettings settings, Hierarchy hierarchy, Output<List<String>> keys) {}

    /** The roles of an environment. */
    public ApplicationRoles(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:ApplicationRoles", name, options);
        this.args = args;
        this.environment = args.settings().environment().label();
        args.hierarchy().applications().forEach(this::role);
        registerOutputs(Map.of());
    }

    private void role(Application application) {
        EnvironmentSettings settings = args.settings();
        Account account = settings.account();
        new LeastPrivilegeRole(
                application.role(),
                new LeastPrivilegeRole.Args(
                        settings.name(application.role()),
                        "Reads the configuration of " + application.name(),
                        LeastPrivilegeRole.task(account),
                        args.keys().applyValue(keys -> reads(account, application, keys)),
                        settings.tags().stateless(application.name())),
                Options.part(this));
    }

    private PolicyDocument reads(Account account, Application application, List<String> keys) {
        String[] parameters = parameters(account, application).toArray(String[]::new);
        PolicyDocument policy = PolicyDocument.of(
                Statement.allow("ReadParameters", "ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath")
                        .on(parameters),
                Statement.allow("OpenParameters", "kms:Decrypt")
                        .on(keys)
                        .when(Condition.like("kms:EncryptionContext:PARAMETER_ARN", parameters)));
        NavigableSet<String> secrets = args.hierarchy().secretsOf(application, environment);
        return secrets.isEmpty() ? policy : policy.and(secrets(account, secrets, keys));
    }

    /** A path itself, which is what is asked for with all below it, and what is below it. */
    private List<String> parameters(Account account, Application application) {
        List<String> arns = new ArrayList<>();
        for (String layer : application.layers()) {
            String arn = account.arn("ssm", "parameter" + args.hierarchy().root(environment) + "/" + layer);
            arns.add(arn);
            arns.add(arn + "/*");
        }
        return arns;
    }

    /** Secrets Manager puts a hyphen and six characters of its own behind a name. */
    private List<Statement> secrets(Account account, NavigableSet<String> names, List<String> keys) {
        String[] arns = names.stream()
                .map(name -> account.arn(
                        "secretsmanager",
                        "secret:" + args.hierarchy().project() + "/" + environment + "/" + name + "-??????"))
                .toArray(String[]::new);
        return List.of(
                Statement.allow("ReadSecrets", "secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret")
                        .on(arns),
                Statement.allow("OpenSecrets", "kms:Decrypt")
                        .on(keys)
                        .when(Condition.like("kms:EncryptionContext:SecretARN", arns)));
    }
}
