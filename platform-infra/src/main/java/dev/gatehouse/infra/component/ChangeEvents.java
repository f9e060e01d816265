package dev.gatehouse.infra.component;

import com.pulumi.aws.cloudwatch.EventArchive;
import com.pulumi.aws.cloudwatch.EventArchiveArgs;
import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import java.util.Map;

/**
 * Tells the services what changed in the account: config-service of parameters and secrets, scanner-worker of code and objects.
 * All of it is archived, so that a queue that was emptied by mistake can be filled again by a replay.
 */
public final class ChangeEvents extends ComponentResource {
    private final Args args;

    /**
     * What the rules depend on.
     *
     * @param settings     the environment's settings
     * @param configQueue  the ARN of config-service's queue
     * @param scannerQueue the ARN of scanner-worker's queue
     */
    public record Args(EnvironmentSettings settings, Output<String> configQueue, Output<String> scannerQueue) {}

    /** The rules of an environment. */
    public ChangeEvents(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:ChangeEvents", name, options);
        this.args = args;
        rule(
                "parameters",
                "{\"source\":[\"aws.ssm\"],\"detail-type\":[\"Parameter Store Change\"]}",
                args.configQueue());
        rule("secrets", calls("secretsmanager"), args.configQueue());
        rule("functions", calls("lambda"), args.scannerQueue());
        rule("tasks", calls("ecs"), args.scannerQueue());
        rule("objects", "{\"source\":[\"aws.s3\"],\"detail-type\":[\"Object Created\"]}", args.scannerQueue());
        new EventArchive(
                name,
                EventArchiveArgs.builder()
                        .name(args.settings().name("changes"))
                        .eventSourceArn(args.settings().account().arn("events", "event-bus/default"))
                        .eventPattern(
                                "{\"source\":[\"aws.ssm\",\"aws.secretsmanager\",\"aws.lambda\",\"aws.ecs\",\"aws.s3\"]}")
                        .retentionDays(30)
                        .build(),
                Options.under(this));
        registerOutputs(Map.of());
    }

    /** Calls that change something, as the trail records them. */
    private static String calls(String service) {
        return "{\"source\":[\"aws." + service + "\"],\"detail-type\":[\"AWS API Call via CloudTrail\"],"
                + "\"detail\":{\"readOnly\":[false]}}";
    }

    private void rule(String name, String pattern, Output<String> queue) {
        EventRule rule = new EventRule(
                name,
                EventRuleArgs.builder()
                        .name(args.settings().name(name + "-changed"))
                        .eventPattern(pattern)
                        .tags(args.settings().tags().stateless("events"))
                        .build(),
                Options.under(this));
        new EventTarget(
                name, EventTargetArgs.builder().rule(rule.name()).arn(queue).build(), Options.under(this));
    }
}
