package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.snapshot.ChangeListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Tells a listener of changes in Parameter Store and Secrets Manager, by the events that arrive in one SQS queue.
 *
 * <p>Best effort: events may be late, twice, out of order or missing, and a message that can't be read is counted and
 * dropped. The slow poll of whoever listens makes up for it. No message is logged or kept.
 *
 * <p>One thread at a time polls a feed; several feeds, in several processes, may share a queue only where each message
 * may go to one of them. Each process that caches needs a queue of its own.
 */
public final class SqsChangeFeed {
    /** Messages that SQS hands out at once, at most. */
    private static final int BATCH = 10;

    /** SQS's longest. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final SqsClient sqs;
    private final String queueUrl;
    private final Duration wait;
    private final ChangeListener listener;
    private final AwsCalls calls;
    private final AwsClientSettings settings;
    private final LongAdder malformed = new LongAdder();

    /**
     * @param sqs a client that {@link AwsClientSettings#applyTo} was given, and whose sockets wait longer than {@code wait}
     * @param wait how long a poll waits for the first message, in whole seconds up to 20
     * @param settings those that the client was given
     */
    public SqsChangeFeed(
            SqsClient sqs,
            String queueUrl,
            Duration wait,
            ChangeListener listener,
            CallGuard guard,
            AwsClientSettings settings) {
        if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("a poll waits 0 to 20 seconds");
        }
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.wait = wait;
        this.listener = listener;
        this.calls = new AwsCalls(guard);
        this.settings = settings;
    }

    /**
     * Waits for messages once, and hands on what they say.
     *
     * <p>Messages are deleted after the listener was told. Where that fails they come again.
     *
     * @return messages that were received, 0 to 10
     * @throws dev.gatehouse.service.failure.StoreException the queue did not answer, or refused; the caller waits a
     *     while and polls again
     */
    public int pollOnce() {
        List<Message> messages = receive();
        messages.forEach(this::handOn);
        if (!messages.isEmpty()) {
            delete(messages);
        }
        return messages.size();
    }

    /** Messages that could not be read since the start. */
    public long malformed() {
        return malformed.sum();
    }

    private void handOn(Message message) {
        switch (ChangeEvents.parse(message.body())) {
            case Change.OfParameter parameter -> listener.parameterChanged(parameter.path());
            case Change.OfSecret secret -> listener.secretChanged(secret.name());
            case Change.Unrelated unrelated -> {}
            case Change.Malformed broken -> malformed.increment();
        }
    }

    private List<Message> receive() {
        ReceiveMessageRequest request = ReceiveMessageRequest.builder()
                .queueUrl(queueUrl)
                .maxNumberOfMessages(BATCH)
                .waitTimeSeconds((int) wait.toSeconds())
                .overrideConfiguration(overrides -> overrides
                        .apiCallTimeout(wait.plus(settings.deadline()))
                        .apiCallAttemptTimeout(wait.plus(settings.attemptTimeout())))
                .build();
        return calls.call(
                "polling", "the change feed", () -> sqs.receiveMessage(request).messages());
    }

    private void delete(List<Message> messages) {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, messages.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build())
                .toList();
        DeleteMessageBatchRequest request = DeleteMessageBatchRequest.builder()
                .queueUrl(queueUrl)
                .entries(entries)
                .build();
        calls.call("clearing", "the change feed", () -> sqs.deleteMessageBatch(request));
    }
}
