package dev.gatehouse.infra.component;

import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
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
import java.util.Optional;

/** An encrypted queue and its dead letters, and the topics that it hears. */
public final class SecureQueue extends ComponentResource {
    private static final int ATTEMPTS = 5;

    private final DeadLetterQueue dead;
    private final Queue queue;
    private final QueuePolicy policy;

    /**
     * What a queue is.
     *
     * @param settings          the environment's settings
     * @param key               the key that encrypts it
     * @param visibilitySeconds how long a consumer has for a message, from 30 seconds to 12 hours
     * @param senders           the domains of services of AWS that send to it
     * @param topic             the ARN of the topic that it subscribes to, if any
     */
    public record Args(
            EnvironmentSettings settings,
            Output<String> key,
            int visibilitySeconds,
            List<String> senders,
            Optional<Output<String>> topic) {
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
        dead = new DeadLetterQueue(
                name + "-dead",
                new DeadLetterQueue.Args(args.settings(), args.key(), args.senders()),
                Options.part(this));
        queue = new Queue(
                name,
                sealed(args.settings(), args.key(), name)
                        .visibilityTimeoutSeconds(args.visibilitySeconds())
                        .receiveWaitTimeSeconds(20)
                        .redrivePolicy(dead.arn()
                                .applyValue(arn -> "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":"
                                        + ATTEMPTS + "}"))
                        .build(),
                Options.under(this));
        policy = new QueuePolicy(
                name,
                QueuePolicyArgs.builder()
                        .queueUrl(queue.url())
                        .policy(policy(args.settings(), name, args.senders()).json())
                        .build(),
                Options.under(this));
        args.topic().ifPresent(topic -> hear(name, topic));
        registerOutputs(Map.of("arn", queue.arn()));
    }

    /** The queue's ARN, once its policy is there. */
    public Output<String> arn() {
        return Output.tuple(queue.arn(), policy.id()).applyValue(both -> both.t1);
    }

    /** The ARN of the queue of its dead letters. */
    public Output<String> deadLettersArn() {
        return dead.arn();
    }

    /** Where a consumer finds it. */
    public Output<String> url() {
        return queue.url();
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

    static QueueArgs.Builder sealed(EnvironmentSettings settings, Output<String> key, String name) {
        return QueueArgs.builder()
                .name(settings.name(name))
                .kmsMasterKeyId(key)
                .kmsDataKeyReusePeriodSeconds(300)
                .tags(settings.tags().of("queues", DataClass.CONFIDENTIAL, BackupClass.NONE));
    }

    /** Messages come as they were published; what SNS can't deliver is a dead letter too. */
    private void hear(String name, Output<String> topic) {
        new TopicSubscription(
                name,
                TopicSubscriptionArgs.builder()
                        .topic(topic)
                        .protocol("sqs")
                        .endpoint(arn())
                        .rawMessageDelivery(true)
                        .redrivePolicy(dead.arn().applyValue(arn -> "{\"deadLetterTargetArn\":\"" + arn + "\"}"))
                        .build(),
                Options.under(this));
    }
}
