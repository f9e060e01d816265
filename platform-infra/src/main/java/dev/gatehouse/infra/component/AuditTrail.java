package dev.gatehouse.infra.component;

import com.pulumi.aws.cloudtrail.Trail;
import com.pulumi.aws.cloudtrail.TrailArgs;
import com.pulumi.aws.cloudtrail.inputs.TrailAdvancedEventSelectorArgs;
import com.pulumi.aws.cloudtrail.inputs.TrailAdvancedEventSelectorFieldSelectorArgs;
import com.pulumi.aws.cloudtrail.inputs.TrailInsightSelectorArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every call of AWS's API in every region, validated by digests, in the log archive and in CloudWatch Logs, which alarms
 * read. Reads of secrets are management events, so they are in it anyway; of the platform's buckets and of functions the data
 * events are too.
 */
public final class AuditTrail extends ComponentResource {
    private final Trail trail;
    private final LogGroup group;

    /**
     * What the trail depends on.
     *
     * @param settings the environment's settings
     * @param key      the key for logs
     * @param archive  where the trail ends up
     */
    public record Args(EnvironmentSettings settings, Output<String> key, LogArchive archive) {}

    /** The trail of an account. */
    public AuditTrail(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:AuditTrail", name, options);
        EnvironmentSettings settings = args.settings();
        Map<String, String> tags = settings.tags().of("audit", DataClass.RESTRICTED, BackupClass.NONE);
        group = new LogGroup(
                name,
                LogGroupArgs.builder()
                        .name(groupName(settings))
                        .kmsKeyId(args.key())
                        .retentionInDays(settings.profile().logRetentionDays())
                        .tags(tags)
                        .build(),
                Options.stateful(this, settings.profile().protect()));
        LeastPrivilegeRole delivery = delivery(name, settings, tags);
        trail = new Trail(
                name,
                trail(args, delivery, tags).build(),
                Options.stateful(
                        this,
                        settings.profile().protect(),
                        args.archive().bucket().policy()));
        registerOutputs(Map.of("arn", trail.arn()));
    }

    /** The trail's ARN. */
    public Output<String> arn() {
        return trail.arn();
    }

    /** The log group that alarms read. */
    public Output<String> logGroupName() {
        return group.name();
    }

    private static String groupName(EnvironmentSettings settings) {
        return "/gatehouse/" + settings.environment().label() + "/trail";
    }

    private TrailArgs.Builder trail(Args args, LeastPrivilegeRole delivery, Map<String, String> tags) {
        TrailArgs.Builder builder = TrailArgs.builder()
                .name(args.settings().name("trail"))
                .s3BucketName(args.archive().bucket().bucketName())
                .kmsKeyId(args.key())
                .isMultiRegionTrail(true)
                .includeGlobalServiceEvents(true)
                .enableLogFileValidation(true)
                .cloudWatchLogsGroupArn(group.arn().applyValue(arn -> arn + ":*"))
                .cloudWatchLogsRoleArn(delivery.arn())
                .advancedEventSelectors(selectors(args.settings()))
                .tags(tags);
        if (args.settings().profile().insights()) {
            builder.insightSelectors(insight("ApiCallRateInsight"), insight("ApiErrorRateInsight"));
        }
        return builder;
    }

    private static TrailInsightSelectorArgs insight(String type) {
        return TrailInsightSelectorArgs.builder().insightType(type).build();
    }

    /** Where logs arrive is left out: each delivery would be an event that is delivered. */
    private static List<TrailAdvancedEventSelectorArgs> selectors(EnvironmentSettings settings) {
        return List.of(
                selector("Management", field("eventCategory").equals_("Management")),
                selector(
                        "Objects",
                        field("eventCategory").equals_("Data"),
                        field("resources.type").equals_("AWS::S3::Object"),
                        field("resources.ARN")
                                .startsWiths(settings.account().bucket(settings.name("")))
                                .notStartsWiths(Stream.of("log-archive", "access-logs", "config-history")
                                        .map(name -> settings.account().bucket(settings.name(name)))
                                        .toList())),
                selector(
                        "Functions",
                        field("eventCategory").equals_("Data"),
                        field("resources.type").equals_("AWS::Lambda::Function")));
    }

    private static TrailAdvancedEventSelectorFieldSelectorArgs.Builder field(String name) {
        return TrailAdvancedEventSelectorFieldSelectorArgs.builder().field(name);
    }

    private static TrailAdvancedEventSelectorArgs selector(
            String name, TrailAdvancedEventSelectorFieldSelectorArgs.Builder... fields) {
        return TrailAdvancedEventSelectorArgs.builder()
                .name(name)
                .fieldSelectors(Stream.of(fields)
                        .map(TrailAdvancedEventSelectorFieldSelectorArgs.Builder::build)
                        .toList())
                .build();
    }

    private LeastPrivilegeRole delivery(String name, EnvironmentSettings settings, Map<String, String> tags) {
        String streams = settings.account().arn("logs", "log-group:" + groupName(settings) + ":log-stream:*");
        return new LeastPrivilegeRole(
                name + "-delivery",
                new LeastPrivilegeRole.Args(
                        settings.name("trail-delivery"),
                        "CloudTrail writes its events to CloudWatch Logs",
                        LeastPrivilegeRole.service(
                                "cloudtrail.amazonaws.com",
                                settings.account().id(),
                                Condition.equal(
                                        "aws:SourceArn",
                                        settings.account().arn("cloudtrail", "trail/" + settings.name("trail")))),
                        Output.of(PolicyDocument.of(
                                Statement.allow("Deliver", "logs:CreateLogStream", "logs:PutLogEvents")
                                        .on(streams))),
                        tags),
                Options.part(this));
    }
}
