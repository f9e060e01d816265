package dev.gatehouse.infra.component;

import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueuePolicy;
import com.pulumi.aws.sqs.QueuePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import java.util.List;
import java.util.Map;

/** What nobody could take or do, kept for as long as SQS keeps anything: somebody has to have time to look. */
public final class DeadLetterQueue extends ComponentResource {
    private static final int SECONDS = 14 * 24 * 3600;

    private final Queue queue;
    private final QueuePolicy policy;

    /**
     * What the queue depends on.
     *
     * @param settings the environment's settings
     * @param key      the key that encrypts it
     * @param senders  the domains of services of AWS that send to it; none where SQS or a role does
     */
    public record Args(EnvironmentSettings settings, Output<String> key, List<String> senders) {
        /** Copies the list. */
        public Args {
            senders = List.copyOf(senders);
        }
    }

    /** A queue of dead letters. */
    public DeadLetterQueue(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:DeadLetterQueue", name, options);
        queue = new Queue(
                name,
                SecureQueue.sealed(args.settings(), args.key(), name)
                        .messageRetentionSeconds(SECONDS)
                        .build(),
                Options.under(this));
        policy = new QueuePolicy(
                name,
                QueuePolicyArgs.builder()
                        .queueUrl(queue.url())
                        .policy(SecureQueue.policy(args.settings(), name, args.senders())
                                .json())
                        .build(),
                Options.under(this));
        registerOutputs(Map.of("arn", queue.arn()));
    }

    /** The queue's ARN, once its policy is there. */
    public Output<String> arn() {
        return Output.tuple(queue.arn(), policy.id()).applyValue(both -> both.t1);
    }
}
