package dev.gatehouse.config.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.snapshot.ChangeListener;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The change feed against moto. */
class SqsChangeFeedTest {
    private static final SqsClient SQS = Moto.PATIENT
            .applyTo(Moto.client(SqsClient.builder(), Moto.endpoint()))
            .build();

    private final List<Object> told = new ArrayList<>();
    private final ChangeListener listener = new ChangeListener() {
        @Override
        public void parameterChanged(ParameterPath path) {
            told.add(path);
        }

        @Override
        public void secretChanged(SecretName name) {
            told.add(name);
        }
    };
    private final String queue = SQS.createQueue(request -> request.queueName("changes-" + UUID.randomUUID()))
            .queueUrl();
    private final SqsChangeFeed feed = feed(queue, Duration.ZERO);

    @Test
    void tellsOfChangesAndDeletesTheirMessages() {
        send(ChangeEventsTest.PARAMETER.formatted("Update"));
        send(ChangeEventsTest.notification(
                ChangeEventsTest.call("PutSecretValue", "\"requestParameters\":{\"secretId\":\"acme/prod/db\"}")));

        int received = feed.pollOnce();

        assertThat(received).isEqualTo(2);
        assertThat(told).containsExactlyInAnyOrder(ParameterPath.of("acme/prod/x"), new SecretName("acme/prod/db"));
        assertThat(waiting()).isZero();
        assertThat(feed.malformed()).isZero();
    }

    @Test
    void countsAndDropsWhatItCanNotRead() {
        send("no event");
        send(ChangeEventsTest.PARAMETER.formatted("Update"));
        send("{\"detail-type\":\"Scheduled Event\",\"detail\":{}}");

        feed.pollOnce();

        assertThat(told).containsExactly(ParameterPath.of("acme/prod/x"));
        assertThat(feed.malformed()).isEqualTo(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void readsTenMessagesAtATime() {
        IntStream.range(0, 11).forEach(i -> send(ChangeEventsTest.PARAMETER.formatted("Update")));

        assertThat(feed.pollOnce()).isEqualTo(10);
        assertThat(feed.pollOnce()).isEqualTo(1);
        assertThat(feed.pollOnce()).isZero();
        assertThat(told).hasSize(11);
    }

    @Test
    void keepsTheMessageWhereTheListenerFails() {
        send(ChangeEventsTest.PARAMETER.formatted("Update"));
        ChangeListener failing = new ChangeListener() {
            @Override
            public void parameterChanged(ParameterPath path) {
                throw new IllegalStateException("no");
            }

            @Override
            public void secretChanged(SecretName name) {}
        };
        SqsChangeFeed unlucky = new SqsChangeFeed(SQS, queue, Duration.ZERO, failing, Fakes.OPEN_DOOR, Moto.PATIENT);

        assertThatThrownBy(unlucky::pollOnce).isInstanceOf(IllegalStateException.class);

        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void failsWhereThereIsNoQueue() {
        SqsChangeFeed lost = feed(queue + "-not", Duration.ZERO);

        assertThatThrownBy(lost::pollOnce).isInstanceOf(StoreException.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 20_001})
    void refusesAWaitOutsideTheBoundsOfSqs(long millis) {
        assertThatThrownBy(() -> feed(queue, Duration.ofMillis(millis))).isInstanceOf(IllegalArgumentException.class);
        assertThat(feed(queue, Duration.ofSeconds(20)).malformed()).isZero();
    }

    private SqsChangeFeed feed(String url, Duration wait) {
        return new SqsChangeFeed(SQS, url, wait, listener, Fakes.OPEN_DOOR, Moto.PATIENT);
    }

    private void send(String body) {
        SQS.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    /** Messages in the queue, seen or not. */
    private int waiting() {
        var attributes = SQS.getQueueAttributes(request -> request.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }
}
