package dev.gatehouse.infra.component;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import java.util.Map;
import java.util.function.Function;

/**
 * The roles that config-service and scanner-worker run as. Policies of keys, secrets and the quarantine have known them by name
 * all along; here they are, with what their adapters call and nothing else.
 */
public final class ServiceIdentities extends ComponentResource {
    private final Args args;
    private final Output<String> configService;
    private final Output<String> scannerWorker;

    /**
     * What the roles depend on.
     *
     * @param settings the environment's settings
     * @param project  the first segment of paths and secrets' names
     * @param keys     what the services open things with
     */
    public record Args(EnvironmentSettings settings, String project, Output<ServiceKeys> keys) {}

    /** The roles of an environment. */
    public ServiceIdentities(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:ServiceIdentities", name, options);
        this.args = args;
        EnvironmentSettings settings = args.settings();
        configService = role(
                "config-service",
                "Reads and writes parameters and secrets for everybody",
                keys -> new ConfigServicePermissions(settings, args.project(), keys).policy());
        scannerWorker = role(
                "scanner-worker",
                "Looks for secrets where they should not be",
                keys -> new ScannerWorkerPermissions(settings, args.project(), keys).policy());
        registerOutputs(Map.of("configServiceArn", configService, "scannerWorkerArn", scannerWorker));
    }

    /** The ARN of config-service's role. */
    public Output<String> configServiceArn() {
        return configService;
    }

    /** The ARN of scanner-worker's role. */
    public Output<String> scannerWorkerArn() {
        return scannerWorker;
    }

    private Output<String> role(String service, String why, Function<ServiceKeys, PolicyDocument> permissions) {
        EnvironmentSettings settings = args.settings();
        return new LeastPrivilegeRole(
                        service,
                        new LeastPrivilegeRole.Args(
                                settings.name(service),
                                why,
                                LeastPrivilegeRole.task(settings.account()),
                                args.keys().applyValue(permissions),
                                settings.tags().stateless(service)),
                        Options.part(this))
                .arn();
    }
}
