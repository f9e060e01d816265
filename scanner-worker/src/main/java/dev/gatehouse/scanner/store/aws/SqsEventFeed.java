package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.work.EventIntake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Hands the messages of one SQS queue, which EventBridge fills, to the intake. A message is deleted when what it names is
 * durable work, or nobody's. One that can't be read is left: it comes back, and goes to the queue's dead letters when it has
 * come as often as the queue's redrive policy says. No message is logged or kept.
 *
 * <p>Events may come late, twice, out of order or not at all; the scans on a schedule make up for it. Any number of processes
 * may share the queue. One thread at a time polls a feed.
 */
public final class SqsEventFeed {
    /** Messages that SQS hands out at once, at most. */
    private static final int MOST = 10;

    /** SQS's longest. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** How long a message is this process's: many times as long as it takes to begin its scan. */
    private static final int VISIBILITY_SECONDS = 120;

    private final SqsClient sqs;
    private final String url;
    private final Duration wait;
    private final int batch;
    private final EventIntake intake;
    private final AwsClientSettings calls;

    /**
     * A feed.
     *
     * @param wait how long a poll waits for the first message, in whole seconds up to 20
     * @param batch how many messages are taken together, 1 to 1000
     * @param calls the deadlines that the client was given
     */
    public SqsEventFeed(
            SqsClient sqs, String url, Duration wait, int batch, EventIntake intake, AwsClientSettings calls) {
        if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("a poll waits 0 to 20 seconds");
        }
        if (batch < 1 || batch > 1_000) {
            throw new IllegalArgumentException("a batch has 1 to 1000 messages");
        }
        this.sqs = sqs;
        this.url = url;
        this.wait = wait;
        this.batch = batch;
        this.intake = intake;
        this.calls = calls;
    }

    /**
     * Waits for messages once, takes what there is up to a batch, and hands it on.
     *
     * @param stopping whether what was received is to be left to others, since this process ends
     * @return how many messages were taken
     * @throws dev.gatehouse.service.failure.StoreException the queue or a store did not answer; the messages come back
     */
    public int pollOnce(BooleanSupplier stopping) {
        List<Message> messages = new ArrayList<>(receive(wait, Math.min(MOST, batch)));
        boolean more = !messages.isEmpty();
        while (more && messages.size() < batch && !stopping.getAsBoolean()) {
            List<Message> next = receive(Duration.ZERO, Math.min(MOST, batch - messages.size()));
            messages.addAll(next);
            more = !next.isEmpty();
        }
        if (messages.isEmpty() || stopping.getAsBoolean()) {
            return 0;
        }
        List<Boolean> done = intake.take(messages.stream().map(Message::body).toList());
        delete(messages, done);
        return messages.size();
    }

    private List<Message> receive(Duration patience, int most) {
        ReceiveMessageRequest request = ReceiveMessageRequest.builder()
                .queueUrl(url)
                .maxNumberOfMessages(most)
                .waitTimeSeconds((int) patience.toSeconds())
                .visibilityTimeout(VISIBILITY_SECONDS)
                .overrideConfiguration(overrides -> overrides
                        .apiCallTimeout(patience.plus(calls.deadline()))
                        .apiCallAttemptTimeout(patience.plus(calls.attemptTimeout())))
                .build();
        try {
            return sqs.receiveMessage(request).messages();
        } catch (SdkException e) {
            throw AwsFailures.of("receive events", e);
        }
    }

    private void delete(List<Message> messages, List<Boolean> done) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (done.get(i)) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build());
            }
        }
        for (int from = 0; from < entries.size(); from += MOST) {
            delete(entries.subList(from, Math.min(entries.size(), from + MOST)));
        }
    }

    /** What is not deleted comes again, and its objects are found to be as they were. */
    private void delete(List<DeleteMessageBatchRequestEntry> entries) {
        try {
            var _ = sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(entries));
        } catch (SdkException e) {
            throw AwsFailures.of("delete events", e);
        }
    }
}
