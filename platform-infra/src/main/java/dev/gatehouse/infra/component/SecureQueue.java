package dev.gatehouse.infra.component;

import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.aws.sqs.QueuePolicy;
import com.pulumi.aws.sqs.QueuePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Principal;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.Map;

/** An encrypted queue and its dead letters, kept for as long as SQS keeps anything: somebody has to have time to look. */
public final class SecureQueue extends ComponentResource {
    private static final int DEAD_LETTER_SECONDS = 14 * 24 * 3600;
    private static final int ATTEMPTS = 5;

    private final Queue queue;

    /**
     * What a queue is.
     *
     * @param settings          the environment's settings
     * @param key               the key that encrypts it
     * @param visibilitySeconds how long a consumer has for a message, from 30 seconds to 12 hours
     * @param senders           the domains of services of AWS that send to it
     */
    public record Args(EnvironmentSettings settings, Output<String> key, int visibilitySeconds, List<String> senders) {
        /** Refuses a time that SQS refuses, or that no consumer keeps. */
        public Args {
            senders = List.copyOf(senders);
            if (visibilitySeconds < 30 || visibilitySeconds > 43_200) {
                throw new IllegalArgumentException("a consumer has from 30 seconds to 12 hours");
            }
        }
    }

    /** A queue with its dead letters. */
    public SecureQueue(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:SecureQueue", name, options);
        Queue dead = new Queue(
                name + "-dead",
                queue(args, name + "-dead")
                        .messageRetentionSeconds(DEAD_LETTER_SECONDS)
                        .build(),
                Options.under(this));
        queue = new Queue(
                name,
                queue(args, name)
                        .visibilityTimeoutSeconds(args.visibilitySeconds())
                        .receiveWaitTimeSeconds(20)
                        .redrivePolicy(dead.arn()
                                .applyValue(arn -> "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":"
                                        + ATTEMPTS + "}"))
                        .build(),
                Options.under(this));
        policy(name + "-dead", dead, args.settings(), List.of());
        policy(name, queue, args.settings(), args.senders());
        registerOutputs(Map.of("arn", queue.arn()));
    }

    /** The queue's ARN. */
    public Output<String> arn() {
        return queue.arn();
    }

    static PolicyDocument policy(EnvironmentSettings settings, String name, List<String> senders) {
        String arn = settings.account().arn("sqs", settings.name(name));
        PolicyDocument closed = PolicyDocument.of(Statement.deny("DenyPlainHttp", "sqs:*")
                .to(new Principal.Everybody())
                .on(arn)
                .when(Condition.is("aws:SecureTransport", false)));
        return senders.isEmpty()
                ? closed
                : closed.and(List.of(Statement.allow("Send", "sqs:SendMessage")
                        .to(new Principal.Services(senders))
                        .on(arn)
                        .when(Condition.equal(
                                "aws:SourceAccount", settings.account().id()))));
    }

    private static QueueArgs.Builder queue(Args args, String name) {
        return QueueArgs.builder()
                .name(args.settings().name(name))
                .kmsMasterKeyId(args.key())
                .kmsDataKeyReusePeriodSeconds(300)
                .tags(args.settings().tags().of("queues", DataClass.CONFIDENTIAL, BackupClass.NONE));
    }

    private void policy(String name, Queue on, EnvironmentSettings settings, List<String> senders) {
        new QueuePolicy(
                name,
                QueuePolicyArgs.builder()
                        .queueUrl(on.url())
                        .policy(policy(settings, name, senders).json())
                        .build(),
                Options.under(this));
    }
}
