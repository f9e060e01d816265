package dev.gatehouse.audit.storage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.detect.DetectionSink;
import dev.gatehouse.audit.event.ByteSlice;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SnsSinkTest {
    private static final SnsClient SNS = Moto.PATIENT
            .applyTo(Moto.client(SnsClient.builder(), Moto.endpoint()))
            .build();
    private static final SqsClient SQS = Moto.PATIENT
            .applyTo(Moto.client(SqsClient.builder(), Moto.endpoint()))
            .build();
    private static final DetectionSink.Message DETECTION = new DetectionSink.Message(
            "0123456789abcdef0123456789abcdef",
            Instant.parse("2026-03-01T12:00:00Z"),
            ByteSlice.of("{\"uid\":\"0123456789abcdef0123456789abcdef\"}"));

    private final String name = "detections-" + UUID.randomUUID();

    private String queue(String topic, Map<QueueAttributeName, String> attributes, String suffix) {
        String queue = SQS.createQueue(
                        request -> request.queueName(name + suffix).attributes(attributes))
                .queueUrl();
        String arn = SQS.getQueueAttributes(
                        request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        SNS.subscribe(request ->
                request.topicArn(topic).protocol("sqs").endpoint(arn).attributes(Map.of("RawMessageDelivery", "true")));
        return queue;
    }

    private static List<Message> received(String queue) {
        return SQS.receiveMessage(request ->
                        request.queueUrl(queue).messageAttributeNames("All").maxNumberOfMessages(10))
                .messages();
    }

    @Test
    void aSubscriberGetsTheDetectionsJson() {
        String topic = SNS.createTopic(request -> request.name(name)).topicArn();
        String queue = queue(topic, Map.of(), "");

        assertThat(new SnsSink(SNS, topic).deliver(DETECTION)).isInstanceOf(DetectionSink.Delivered.class);

        Message message = received(queue).getFirst();
        assertThat(message.body()).isEqualTo(DETECTION.json().text());
        assertThat(message.messageAttributes())
                .hasEntrySatisfying("uid", uid -> assertThat(uid.stringValue()).isEqualTo(DETECTION.uid()));
    }

    @Test
    void aFifoTopicGetsEachDetectionOnce() {
        String topic = SNS.createTopic(request -> request.name(name + ".fifo").attributes(Map.of("FifoTopic", "true")))
                .topicArn();
        String queue = queue(topic, Map.of(QueueAttributeName.FIFO_QUEUE, "true"), ".fifo");
        SnsSink sink = new SnsSink(SNS, topic);

        sink.deliver(DETECTION);
        sink.deliver(DETECTION);

        assertThat(received(queue)).hasSize(1);
    }

    @Test
    void aMissingTopicIsTriedAgain() {
        SnsSink sink = new SnsSink(SNS, "arn:aws:sns:eu-central-1:123456789012:nothing-here");

        assertThat(sink.deliver(DETECTION)).isEqualTo(new DetectionSink.Later(Optional.empty()));
    }

    @Test
    void aServiceThatDoesNotAnswerIsTriedAgain() {
        SnsClient nobody = Clients.QUICK
                .applyTo(Moto.client(SnsClient.builder(), URI.create("http://127.0.0.1:1")))
                .build();

        assertThat(new SnsSink(nobody, "arn:aws:sns:eu-central-1:123456789012:topic").deliver(DETECTION))
                .isEqualTo(new DetectionSink.Later(Optional.empty()));
    }

    @Test
    void aMessageThatSnsWillNeverTakeIsNotSentAgain() {
        String topic = SNS.createTopic(request -> request.name(name)).topicArn();

        assertThat(new SnsSink(SNS, topic)
                        .deliver(new DetectionSink.Message("uid", DETECTION.time(), ByteSlice.of("x".repeat(300_000)))))
                .isInstanceOf(DetectionSink.Never.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "topic", "arn:aws:sqs:eu-central-1:123456789012:x", "arn:aws:sns:eu-central-1:1:x"})
    void whatIsNoTopicIsRefused(String arn) {
        assertThatThrownBy(() -> new SnsSink(SNS, arn)).isInstanceOf(IllegalArgumentException.class);
    }
}
