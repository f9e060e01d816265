package dev.gatehouse.infra.component;

import com.pulumi.aws.cfg.DeliveryChannel;
import com.pulumi.aws.cfg.DeliveryChannelArgs;
import com.pulumi.aws.cfg.Recorder;
import com.pulumi.aws.cfg.RecorderArgs;
import com.pulumi.aws.cfg.RecorderStatus;
import com.pulumi.aws.cfg.RecorderStatusArgs;
import com.pulumi.aws.cfg.Rule;
import com.pulumi.aws.cfg.RuleArgs;
import com.pulumi.aws.cfg.inputs.DeliveryChannelSnapshotDeliveryPropertiesArgs;
import com.pulumi.aws.cfg.inputs.RecorderRecordingGroupArgs;
import com.pulumi.aws.cfg.inputs.RecorderRecordingModeArgs;
import com.pulumi.aws.cfg.inputs.RuleSourceArgs;
import com.pulumi.aws.iam.ServiceLinkedRole;
import com.pulumi.aws.iam.ServiceLinkedRoleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Recording;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AWS Config: what every resource of the account was like at any time, and whether the account still keeps the rules that this
 * program keeps when it deploys. It sees what people change by hand, which the guard never does.
 *
 * <p>The history has a bucket of its own, since Config refuses to deliver where objects are locked. The recorder works by
 * Config's own role, which knows each new type of resource (FSBP Config.1).
 */
public final class AccountRecorder extends ComponentResource {
    private static final String CONFIG = "config.amazonaws.com";

    private final EnvironmentSettings settings;

    /**
     * What the recorder depends on.
     *
     * @param settings   the environment's settings
     * @param key        the key for logs
     * @param accessLogs the bucket that accesses are written to
     */
    public record Args(EnvironmentSettings settings, Output<String> key, Output<String> accessLogs) {}

    /** The recorder of an account, where the profile has one. */
    public AccountRecorder(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:AccountRecorder", name, options);
        this.settings = args.settings();
        if (settings.profile().recording() != Recording.OFF) {
            record(name, args);
        }
        registerOutputs(Map.of());
    }

    private void record(String name, Args args) {
        SecureBucket history = history(args);
        ServiceLinkedRole role = new ServiceLinkedRole(
                name,
                ServiceLinkedRoleArgs.builder()
                        .awsServiceName(CONFIG)
                        .tags(settings.tags().stateless("audit"))
                        .build(),
                Options.under(this));
        Recorder recorder = new Recorder(name, recorder(role).build(), Options.under(this));
        DeliveryChannel channel = new DeliveryChannel(
                name,
                DeliveryChannelArgs.builder()
                        .name(settings.name("recorder"))
                        .s3BucketName(history.bucketName())
                        .s3KmsKeyArn(args.key())
                        .snapshotDeliveryProperties(DeliveryChannelSnapshotDeliveryPropertiesArgs.builder()
                                .deliveryFrequency("TwentyFour_Hours")
                                .build())
                        .build(),
                Options.under(this, recorder, history.policy()));
        RecorderStatus status = new RecorderStatus(
                name,
                RecorderStatusArgs.builder()
                        .name(recorder.name())
                        .isEnabled(true)
                        .build(),
                Options.under(this, channel));
        AccountRule.ALL.forEach(rule -> rule(rule, status));
    }

    private RecorderArgs.Builder recorder(ServiceLinkedRole role) {
        return RecorderArgs.builder()
                .name(settings.name("recorder"))
                .roleArn(role.arn())
                .recordingGroup(RecorderRecordingGroupArgs.builder()
                        .allSupported(true)
                        .includeGlobalResourceTypes(true)
                        .build())
                .recordingMode(RecorderRecordingModeArgs.builder()
                        .recordingFrequency(settings.profile().recording().name())
                        .build());
    }

    private void rule(AccountRule rule, RecorderStatus after) {
        RuleArgs.Builder args = RuleArgs.builder()
                .name(settings.name(rule.name()))
                .description(rule.why())
                .source(RuleSourceArgs.builder()
                        .owner("AWS")
                        .sourceIdentifier(rule.identifier())
                        .build())
                .tags(settings.tags().stateless("audit"));
        rule.parameters().ifPresent(args::inputParameters);
        new Rule(rule.name(), args.build(), Options.under(this, after));
    }

    private SecureBucket history(Args args) {
        String name = settings.bucketName("config-history");
        return new SecureBucket(
                "config-history",
                new SecureBucket.Args(
                        name,
                        Optional.of(args.key()),
                        deliveries(settings.account(), name),
                        Lifecycle.audit(),
                        Optional.empty(),
                        Optional.of(args.accessLogs()),
                        settings.profile().protect(),
                        settings.tags().of("audit", DataClass.RESTRICTED, BackupClass.NONE)),
                Options.part(this));
    }

    static List<Statement> deliveries(Account account, String bucketName) {
        String arn = account.bucket(bucketName);
        Condition ours = Condition.equal("aws:SourceAccount", account.id());
        return List.of(
                Statement.allow("ConfigLooks", "s3:GetBucketAcl", "s3:ListBucket")
                        .to(Principal.service(CONFIG))
                        .on(arn)
                        .when(ours),
                Statement.allow("ConfigWrites", "s3:PutObject")
                        .to(Principal.service(CONFIG))
                        .on(arn + "/AWSLogs/" + account.id() + "/Config/*")
                        .when(ours)
                        .when(Condition.equal("s3:x-amz-acl", "bucket-owner-full-control")));
    }
}
