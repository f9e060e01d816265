package dev.gatehouse.infra.component;

import com.pulumi.aws.s3.BucketNotification;
import com.pulumi.aws.s3.BucketNotificationArgs;
import com.pulumi.aws.s3.inputs.BucketNotificationTopicArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import dev.gatehouse.infra.policy.Suppression;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the trail and the flow logs end up, for seven years, and a bucket beside it that says who read them. A new file of
 * the trail is announced on a topic, which audit-service's queue subscribes to.
 */
public final class LogArchive extends ComponentResource {
    private static final String ACCESS_LOGS = "access-logs";

    private final SecureBucket bucket;
    private final SecureBucket accessLogs;
    private final NoticeTopic arrivals;

    /**
     * What the archive depends on.
     *
     * @param settings the environment's settings
     * @param key      the key for logs
     */
    public record Args(EnvironmentSettings settings, Output<String> key) {}

    /** The archive of an environment. */
    public LogArchive(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:LogArchive", name, options);
        EnvironmentSettings settings = args.settings();
        Map<String, String> tags = settings.tags().of("audit", DataClass.RESTRICTED, BackupClass.NONE);
        accessLogs = new SecureBucket(
                ACCESS_LOGS,
                new SecureBucket.Args(
                        settings.bucketName(ACCESS_LOGS),
                        Optional.empty(),
                        List.of(accessLogDelivery(settings)),
                        Lifecycle.expiring(400),
                        Optional.empty(),
                        Optional.empty(),
                        settings.profile().protect(),
                        tags),
                Options.part(this));
        bucket = new SecureBucket(
                name,
                new SecureBucket.Args(
                        settings.bucketName(name),
                        Optional.of(args.key()),
                        deliveries(settings, settings.bucketName(name)),
                        Lifecycle.audit(),
                        settings.profile().objectLockDays(),
                        Optional.of(afterPolicy(accessLogs)),
                        settings.profile().protect(),
                        tags),
                Options.part(this));
        arrivals = new NoticeTopic(
                "log-arrivals",
                new NoticeTopic.Args(settings, args.key(), List.of("s3.amazonaws.com")),
                Options.part(this));
        announce(name);
        registerOutputs(Map.of("bucketArn", bucket.arn()));
    }

    /** The archive itself. */
    public SecureBucket bucket() {
        return bucket;
    }

    /** The bucket that the accesses of other buckets are written to, once it may be. */
    public Output<String> accessLogBucket() {
        return afterPolicy(accessLogs);
    }

    /** The topic that says that a file of the trail has come. */
    public Output<String> arrivalsTopicArn() {
        return arrivals.arn();
    }

    /** What S3's own delivery can't do. */
    public static List<Suppression> suppressions() {
        return List.of(new Suppression(
                "GH-ENC-2",
                ACCESS_LOGS,
                "S3 delivers access logs to buckets under its own key only, and drops them elsewhere"));
    }

    /** The name as the policy knows it, so that it is told only when the policy is there. */
    private static Output<String> afterPolicy(SecureBucket bucket) {
        return bucket.policy().bucket();
    }

    static Statement accessLogDelivery(EnvironmentSettings settings) {
        return Statement.allow("AccessLogs", "s3:PutObject")
                .to(Principal.service("logging.s3.amazonaws.com"))
                .on(settings.account().bucket(settings.bucketName(ACCESS_LOGS)) + "/*")
                .when(Condition.equal("aws:SourceAccount", settings.account().id()));
    }

    static List<Statement> deliveries(EnvironmentSettings settings, String bucketName) {
        Account account = settings.account();
        String arn = account.bucket(bucketName);
        Condition trail =
                Condition.equal("aws:SourceArn", account.arn("cloudtrail", "trail/" + settings.name("trail")));
        Condition delivery = Condition.arnLike("aws:SourceArn", account.arn("logs", "*"));
        Condition ours = Condition.equal("aws:SourceAccount", account.id());
        Principal cloudTrail = Principal.service("cloudtrail.amazonaws.com");
        Principal flowLogs = Principal.service("delivery.logs.amazonaws.com");
        Condition control = Condition.equal("s3:x-amz-acl", "bucket-owner-full-control");
        return List.of(
                Statement.allow("TrailLooks", "s3:GetBucketAcl")
                        .to(cloudTrail)
                        .on(arn)
                        .when(trail),
                Statement.allow("TrailWrites", "s3:PutObject")
                        .to(cloudTrail)
                        .on(arn + "/AWSLogs/" + account.id() + "/*")
                        .when(control)
                        .when(trail),
                Statement.allow("FlowLogsLook", "s3:GetBucketAcl", "s3:ListBucket")
                        .to(flowLogs)
                        .on(arn)
                        .when(ours)
                        .when(delivery),
                Statement.allow("FlowLogsWrite", "s3:PutObject")
                        .to(flowLogs)
                        .on(arn + "/AWSLogs/*")
                        .when(control)
                        .when(ours)
                        .when(delivery));
    }

    private void announce(String name) {
        new BucketNotification(
                name,
                BucketNotificationArgs.builder()
                        .bucket(bucket.bucketName())
                        .topics(BucketNotificationTopicArgs.builder()
                                .topicArn(arrivals.arn())
                                .events("s3:ObjectCreated:*")
                                .filterPrefix("AWSLogs/")
                                .filterSuffix(".json.gz")
                                .build())
                        .build(),
                Options.under(this, arrivals));
    }
}
