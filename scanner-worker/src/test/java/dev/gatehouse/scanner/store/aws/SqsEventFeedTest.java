package dev.gatehouse.scanner.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.triage.Sample;
import dev.gatehouse.scanner.work.AllowedPlaces;
import dev.gatehouse.scanner.work.EventIntake;
import dev.gatehouse.scanner.work.EventTarget;
import dev.gatehouse.scanner.work.ScanListener;
import dev.gatehouse.scanner.work.Scans;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsEventFeedTest {
    private final SqsClient sqs =
            Moto.client(SqsClient.builder(), Moto.endpoint()).build();
    private final String url = queue();
    private final String workUrl = queue();
    private final DynamoScanStore store = new DynamoScanStore(Tables.make());
    private final List<String> outcomes = new ArrayList<>();

    private String queue() {
        return sqs.createQueue(queue -> queue.queueName("q-" + UUID.randomUUID()))
                .queueUrl();
    }

    private SqsEventFeed feed(String events, String work) {
        Scans scans = new Scans(
                store,
                new SqsWorkQueue(sqs, work, 0),
                ScanListener.NONE,
                () -> UUID.randomUUID().toString(),
                () -> Sample.NOON);
        EventIntake intake = new EventIntake(
                scans,
                List.of(new Target("logs", "s3", "logs", Map.of())),
                new AllowedPlaces(List.of()),
                new EventIntake.Home(Optional.empty(), Optional.empty()),
                outcomes::add);
        return new SqsEventFeed(sqs, events, Duration.ZERO, 25, intake, Moto.PATIENT);
    }

    private void send(String body) {
        sqs.sendMessage(send -> send.queueUrl(url).messageBody(body));
    }

    private void sendCreated(String bucket, String key) {
        send("""
                {"detail-type": "Object Created", "source": "aws.s3", "account": "111122223333", "region": "eu-central-1",
                 "detail": {"bucket": {"name": "%s"}, "object": {"key": "%s"}}}""".formatted(bucket, key));
    }

    private int left() {
        return sqs
                .getQueueAttributes(get -> get.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    @Test
    void anEmptyQueueGivesNothing() {
        assertThat(feed(url, workUrl).pollOnce(() -> false)).isZero();
    }

    @Test
    void takesABatchAsOneScanAndDeletesIt() {
        for (int i = 0; i < 30; i++) {
            sendCreated("logs", "k" + i);
        }

        int taken = feed(url, workUrl).pollOnce(() -> false);

        assertThat(taken).isEqualTo(25);
        assertThat(left()).isEqualTo(5);
        assertThat(store.list(Optional.of(EventTarget.NAME), Optional.empty(), 10)
                        .scans())
                .singleElement()
                .satisfies(scan -> assertThat(scan.target().kind()).isEqualTo("s3"));
        assertThat(new SqsWorkQueue(sqs, workUrl, 0).size()).isEqualTo(1);
    }

    @Test
    void leavesBrokenMessagesForTheDeadLetters() {
        send("nonsense");
        send("x".repeat(262_144));
        sendCreated("logs", "k");
        sendCreated("elsewhere", "k");

        feed(url, workUrl).pollOnce(() -> false);

        assertThat(left()).isEqualTo(2);
        assertThat(outcomes).containsExactlyInAnyOrder("not-json", "not-json", "queued", "not-configured");
    }

    @Test
    void deletesNothingWhoseWorkIsNotDurable() {
        sendCreated("logs", "k");

        assertThatThrownBy(() -> feed(url, workUrl + "-gone").pollOnce(() -> false))
                .isInstanceOf(StoreException.class);

        assertThat(left()).isEqualTo(1);
        assertThat(outcomes).isEmpty();
    }

    @Test
    void takesNothingWhenItIsToStop() {
        sendCreated("logs", "k");

        int taken = feed(url, workUrl).pollOnce(() -> true);

        assertThat(taken).isZero();
        assertThat(left()).isEqualTo(1);
        assertThat(store.list(Optional.empty(), Optional.empty(), 10).scans()).isEmpty();
    }

    @Test
    void aQueueThatIsNotThereIsAStoresFailure() {
        assertThatThrownBy(() -> feed(url + "-gone", workUrl).pollOnce(() -> false))
                .isInstanceOf(StoreException.class);
    }
}
