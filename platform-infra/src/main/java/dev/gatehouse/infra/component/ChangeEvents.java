package dev.gatehouse.infra.component;

import com.pulumi.aws.cloudwatch.EventArchive;
import com.pulumi.aws.cloudwatch.EventArchiveArgs;
import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.cloudwatch.inputs.EventTargetDeadLetterConfigArgs;
import com.pulumi.aws.cloudwatch.inputs.EventTargetRetryPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import java.util.List;
import java.util.Map;

/**
 * Tells the services what changed in the account: config-service of parameters and secrets, scanner-worker of those, of code and
 * of objects. All of it is archived, so that a queue that was emptied by mistake can be filled again by a replay; what a queue
 * does not take for a day is a dead letter.
 *
 * <p>A bucket tells of its objects where EventBridge is switched on for it. The quarantine's are left out: they were scanned.
 */
public final class ChangeEvents extends ComponentResource {
    private static final String ARCHIVED =
            "{\"source\":[\"aws.ssm\",\"aws.secretsmanager\",\"aws.lambda\",\"aws.ecs\",\"aws.s3\"]}";
    private static final int RETRY_SECONDS = 24 * 3600;

    private final Args args;
    private final DeadLetterQueue undelivered;

    /**
     * What the rules depend on.
     *
     * @param settings     the environment's settings
     * @param key          the key of dead letters
     * @param configQueue  the ARN of config-service's queue
     * @param scannerQueue the ARN of scanner-worker's queue
     */
    public record Args(
            EnvironmentSettings settings,
            Output<String> key,
            Output<String> configQueue,
            Output<String> scannerQueue) {}

    /** The rules of an environment. */
    public ChangeEvents(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:ChangeEvents", name, options);
        this.args = args;
        undelivered = new DeadLetterQueue(
                name + "-undelivered",
                new DeadLetterQueue.Args(args.settings(), args.key(), List.of("events.amazonaws.com")),
                Options.part(this));
        Map<String, Output<String>> both = Map.of("config", args.configQueue(), "scanner", args.scannerQueue());
        Map<String, Output<String>> scanner = Map.of("scanner", args.scannerQueue());
        rule("parameters", "{\"source\":[\"aws.ssm\"],\"detail-type\":[\"Parameter Store Change\"]}", both);
        rule("secrets", calls("secretsmanager"), both);
        rule("functions", calls("lambda"), scanner);
        rule("tasks", calls("ecs"), scanner);
        rule("objects", objects(args.settings()), scanner);
        archive(name);
        registerOutputs(Map.of());
    }

    /** The ARN of the queue of events that could not be delivered. */
    public Output<String> undeliveredArn() {
        return undelivered.arn();
    }

    /** Calls that change something, as the trail records them; what a service did by itself comes as its own event. */
    private static String calls(String service) {
        return "{\"source\":[\"aws." + service + "\"],\"detail-type\":[\"AWS API Call via CloudTrail\","
                + "\"AWS Service Event via CloudTrail\"],\"detail\":{\"readOnly\":[false,{\"exists\":false}]}}";
    }

    private static String objects(EnvironmentSettings settings) {
        return "{\"source\":[\"aws.s3\"],\"detail-type\":[\"Object Created\"],\"detail\":{\"bucket\":{\"name\":"
                + "[{\"anything-but\":[\"" + settings.bucketName("quarantine") + "\"]}]}}}";
    }

    private void archive(String name) {
        new EventArchive(
                name,
                EventArchiveArgs.builder()
                        .name(args.settings().name("changes"))
                        .description("Changes in the account, for a replay to the queues")
                        .eventSourceArn(args.settings().account().arn("events", "event-bus/default"))
                        .eventPattern(ARCHIVED)
                        .retentionDays(30)
                        .build(),
                Options.under(this));
    }

    private void rule(String name, String pattern, Map<String, Output<String>> queues) {
        EventRule rule = new EventRule(
                name,
                EventRuleArgs.builder()
                        .name(args.settings().name(name + "-changed"))
                        .eventPattern(pattern)
                        .tags(args.settings().tags().stateless("events"))
                        .build(),
                Options.under(this));
        queues.forEach((to, queue) -> target(name + "-" + to, rule, queue));
    }

    private void target(String name, EventRule rule, Output<String> queue) {
        new EventTarget(
                name,
                EventTargetArgs.builder()
                        .rule(rule.name())
                        .targetId(name)
                        .arn(queue)
                        .deadLetterConfig(EventTargetDeadLetterConfigArgs.builder()
                                .arn(undelivered.arn())
                                .build())
                        .retryPolicy(EventTargetRetryPolicyArgs.builder()
                                .maximumEventAgeInSeconds(RETRY_SECONDS)
                                .maximumRetryAttempts(185)
                                .build())
                        .build(),
                Options.under(this));
    }
}
