package dev.gatehouse.infra.component;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.lambda.inputs.FunctionDeadLetterConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionLoggingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionTracingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionVpcConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import java.util.List;
import java.util.Map;

/**
 * A function that runs inside the network, by a role of its own, with code whose hash is known, an environment that is sealed,
 * logs that end and are sealed, traces, and a queue for what it failed at. Only named services call it, for this account.
 */
public final class SecureFunction extends ComponentResource {
    private final Args args;
    private final String functionName;
    private final DeadLetterQueue failures;
    private final Function function;
    private final List<Permission> invokers;

    /**
     * What a function is.
     *
     * @param settings       the environment's settings
     * @param description    what it does
     * @param code           its source
     * @param environment    what it is told; sealed, but no place for secrets
     * @param place          where in the network it runs
     * @param keys           what seals its environment, dead letters and logs
     * @param timeoutSeconds when it is stopped, at most 900
     * @param invokers       who calls it
     */
    public record Args(
            EnvironmentSettings settings,
            String description,
            FunctionCode code,
            Map<String, String> environment,
            Place place,
            Keys keys,
            int timeoutSeconds,
            List<Invoker> invokers) {
        /** Refuses a time that Lambda refuses. */
        public Args {
            environment = Map.copyOf(environment);
            invokers = List.copyOf(invokers);
            if (timeoutSeconds < 1 || timeoutSeconds > 900) {
                throw new IllegalArgumentException("a function runs from 1 to 900 seconds");
            }
        }
    }

    /**
     * Where a function runs.
     *
     * @param subnets       ids of subnets
     * @param securityGroup the id of the group that says what it reaches
     */
    public record Place(Output<List<String>> subnets, Output<String> securityGroup) {}

    /**
     * What seals a function's data.
     *
     * @param data the key of its environment and dead letters
     * @param logs the key of its logs
     */
    public record Keys(Output<String> data, Output<String> logs) {}

    /**
     * A service of AWS that calls the function.
     *
     * @param service   its domain
     * @param sourceArn for which resources, as a pattern
     */
    public record Invoker(String service, String sourceArn) {}

    /** A function and what belongs to it. */
    public SecureFunction(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:SecureFunction", name, options);
        this.args = args;
        this.functionName = args.settings().name(name);
        failures = new DeadLetterQueue(
                name + "-failures",
                new DeadLetterQueue.Args(args.settings(), args.keys().data(), List.of()),
                Options.part(this));
        LogGroup logs = logs(name);
        LeastPrivilegeRole role =
                new LeastPrivilegeRole(name, FunctionPermissions.role(args, name, failures.arn()), Options.part(this));
        function = new Function(name, function(role, logs).build(), Options.under(this, logs));
        invokers =
                args.invokers().stream().map(invoker -> invoked(name, invoker)).toList();
        registerOutputs(Map.of("arn", function.arn()));
    }

    /** The function's ARN, once those who call it may. */
    public Output<String> arn() {
        List<Output<String>> allowed = invokers.stream().map(Permission::id).toList();
        return Output.tuple(function.arn(), Output.all(allowed)).applyValue(both -> both.t1);
    }

    /** The ARN of the queue of what it failed at. */
    public Output<String> failuresArn() {
        return failures.arn();
    }

    static String logGroup(String functionName) {
        return "/aws/lambda/" + functionName;
    }

    private LogGroup logs(String name) {
        return new LogGroup(
                name,
                LogGroupArgs.builder()
                        .name(logGroup(functionName))
                        .kmsKeyId(args.keys().logs())
                        .retentionInDays(args.settings().profile().logRetentionDays())
                        .tags(args.settings().tags().of(name, DataClass.CONFIDENTIAL, BackupClass.NONE))
                        .build(),
                Options.under(this));
    }

    private FunctionArgs.Builder function(LeastPrivilegeRole role, LogGroup logs) {
        FunctionArgs.Builder builder = FunctionArgs.builder()
                .name(functionName)
                .description(args.description())
                .role(role.arn())
                .runtime(args.code().runtime())
                .architectures("arm64")
                .handler(args.code().handler())
                .code(args.code().archive())
                .sourceCodeHash(args.code().hash())
                .timeout(args.timeoutSeconds())
                .memorySize(128)
                .kmsKeyArn(args.keys().data())
                .environment(FunctionEnvironmentArgs.builder()
                        .variables(args.environment())
                        .build())
                .tags(args.settings().tags().stateless("functions"));
        args.settings().functionConcurrency().ifPresent(builder::reservedConcurrentExecutions);
        return connected(builder, logs);
    }

    private FunctionArgs.Builder connected(FunctionArgs.Builder builder, LogGroup logs) {
        return builder.vpcConfig(FunctionVpcConfigArgs.builder()
                        .subnetIds(args.place().subnets())
                        .securityGroupIds(args.place().securityGroup().applyValue(List::of))
                        .build())
                .deadLetterConfig(FunctionDeadLetterConfigArgs.builder()
                        .targetArn(failures.arn())
                        .build())
                .loggingConfig(FunctionLoggingConfigArgs.builder()
                        .logFormat("JSON")
                        .logGroup(logs.name())
                        .build())
                .tracingConfig(
                        FunctionTracingConfigArgs.builder().mode("Active").build());
    }

    private Permission invoked(String name, Invoker invoker) {
        return new Permission(
                name + "-" + invoker.service().replaceFirst("[.].*", ""),
                PermissionArgs.builder()
                        .function(function.name())
                        .action("lambda:InvokeFunction")
                        .principal(invoker.service())
                        .sourceAccount(args.settings().account().id())
                        .sourceArn(invoker.sourceArn())
                        .build(),
                Options.under(this));
    }
}
