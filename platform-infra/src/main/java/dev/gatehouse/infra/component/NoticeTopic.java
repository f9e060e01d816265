package dev.gatehouse.infra.component;

import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicPolicyArgs;
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

/** An encrypted topic that named services of AWS publish to, for this account only and by TLS. */
public final class NoticeTopic extends ComponentResource {
    private final Topic topic;
    private final TopicPolicy policy;

    /**
     * What a topic is.
     *
     * @param settings   the environment's settings
     * @param key        the key that encrypts it; its policy has to let the publishers use it
     * @param publishers the domains of the services that publish
     */
    public record Args(EnvironmentSettings settings, Output<String> key, List<String> publishers) {
        /** Copies the list. */
        public Args {
            publishers = List.copyOf(publishers);
        }
    }

    /** A topic and its policy. */
    public NoticeTopic(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:NoticeTopic", name, options);
        EnvironmentSettings settings = args.settings();
        topic = new Topic(
                name,
                TopicArgs.builder()
                        .name(settings.name(name))
                        .kmsMasterKeyId(args.key())
                        .tags(settings.tags().of("notices", DataClass.CONFIDENTIAL, BackupClass.NONE))
                        .build(),
                Options.under(this));
        policy = new TopicPolicy(
                name,
                TopicPolicyArgs.builder()
                        .arn(topic.arn())
                        .policy(policy(settings, name, args.publishers()).json())
                        .build(),
                Options.under(this));
        registerOutputs(Map.of("arn", topic.arn()));
    }

    /** The topic's ARN, once its policy is there: AWS tests a subscription of its own before it accepts one. */
    public Output<String> arn() {
        return Output.tuple(topic.arn(), policy.id()).applyValue(both -> both.t1);
    }

    static PolicyDocument policy(EnvironmentSettings settings, String name, List<String> publishers) {
        String arn = settings.account().arn("sns", settings.name(name));
        return PolicyDocument.of(
                Statement.deny("DenyPlainHttp", "sns:Publish")
                        .to(new Principal.Everybody())
                        .on(arn)
                        .when(Condition.is("aws:SecureTransport", false)),
                Statement.allow("Publish", "sns:Publish")
                        .to(new Principal.Services(publishers))
                        .on(arn)
                        .when(Condition.equal(
                                "aws:SourceAccount", settings.account().id())));
    }
}
