package dev.gatehouse.scanner.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.response.NoticeChannel;
import dev.gatehouse.scanner.response.Quarantine;
import dev.gatehouse.scanner.response.Quarantine.Order;
import dev.gatehouse.scanner.triage.AccessKeys.OwnedKey;
import dev.gatehouse.scanner.triage.Sample;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What responses do to parameters and access keys, and whom they tell. */
class AwsResponseTest {
    private static Order order(String name, boolean rotated) {
        return new Order(
                "0".repeat(32),
                ObjectName.of("ssm", name),
                Optional.empty(),
                rotated,
                Sample.fingerprint(7),
                "response-1",
                "token:ada",
                Sample.NOON);
    }

    @Test
    void makesAParameterSecureAfterTheRotationAndNotBefore() {
        SsmClient ssm = Moto.client(SsmClient.builder(), Moto.endpoint()).build();
        String name = "/app/" + UUID.randomUUID();
        ssm.putParameter(put -> put.name(name).type(ParameterType.STRING).value("old-value"));
        SsmConversion conversion = new SsmConversion(ssm);
        assertThat(conversion.take(order(name, false))).isInstanceOf(Quarantine.Left.class);
        assertThat(ssm.getParameter(get -> get.name(name)).parameter().type()).isEqualTo(ParameterType.STRING);

        Quarantine.Taken taken = conversion.take(order(name, true));

        assertThat(taken).isEqualTo(new Quarantine.Kept("is a SecureString"));
        Parameter parameter =
                ssm.getParameter(get -> get.name(name).withDecryption(true)).parameter();
        assertThat(parameter.type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThat(parameter.value()).isEqualTo("old-value");
        assertThat(conversion.take(order(name, true))).isEqualTo(taken);
        assertThat(conversion.take(order(name + "-gone", true))).isEqualTo(new Quarantine.Gone());
    }

    @Test
    void makesAKeyInactiveAndDeletesNone() {
        IamClient iam = Moto.client(IamClient.builder(), Moto.endpoint()).build();
        String user = "ada-" + UUID.randomUUID();
        iam.createUser(create -> create.userName(user));
        AccessKey made = iam.createAccessKey(create -> create.userName(user)).accessKey();
        OwnedKey key = new OwnedKey(made.accessKeyId(), user, true);

        boolean done = new IamKeySwitch(iam).disable(key);

        assertThat(done).isTrue();
        assertThat(iam.listAccessKeys(list -> list.userName(user)).accessKeyMetadata())
                .singleElement()
                .satisfies(known -> assertThat(known.status()).isEqualTo(StatusType.INACTIVE));
        assertThat(new IamKeySwitch(iam).disable(key)).isTrue();
        assertThat(new IamKeySwitch(iam).disable(new OwnedKey("AKIAUNKNOWN", user, true)))
                .isFalse();
    }

    @Test
    void tellsATopicWithItsId() {
        SnsClient sns = Moto.client(SnsClient.builder(), Moto.endpoint()).build();
        SqsClient sqs = Moto.client(SqsClient.builder(), Moto.endpoint()).build();
        String topic = sns.createTopic(create -> create.name("told-" + UUID.randomUUID()))
                .topicArn();
        String queue = sqs.createQueue(create -> create.queueName("told-" + UUID.randomUUID()))
                .queueUrl();
        String arn = sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("sqs").endpoint(arn));

        NoticeChannel.Outcome outcome =
                new SnsChannel(sns, topic).deliver(new NoticeChannel.Notice("r.notify", Sample.NOON, "{\"left\":[]}"));

        assertThat(outcome).isEqualTo(new NoticeChannel.Delivered());
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(queue)).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains("{\\\"left\\\":[]}", "r.notify"));
        assertThat(new SnsChannel(sns, topic + "-gone").deliver(new NoticeChannel.Notice("r", Sample.NOON, "{}")))
                .isInstanceOf(NoticeChannel.Later.class);
        assertThatThrownBy(() -> new SnsChannel(sns, "no topic")).isInstanceOf(IllegalArgumentException.class);
    }
}
