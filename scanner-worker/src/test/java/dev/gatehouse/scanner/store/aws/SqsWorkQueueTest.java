package dev.gatehouse.scanner.store.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.work.WorkQueue;
import dev.gatehouse.scanner.work.WorkQueueContract;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsWorkQueueTest extends WorkQueueContract {
    private final SqsClient sqs =
            Moto.client(SqsClient.builder(), Moto.endpoint()).build();
    private final String url = sqs.createQueue(queue -> queue.queueName("work-" + UUID.randomUUID()))
            .queueUrl();

    @Override
    protected WorkQueue queue() {
        return new SqsWorkQueue(sqs, url, 0);
    }

    @Test
    void throwsAMessageAwayThatIsNoWork() {
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("{\"work\":\"?\"}"));

        assertThat(queue().take(Duration.ofHours(1))).isEmpty();
        assertThat(queue().size()).isZero();
    }
}
