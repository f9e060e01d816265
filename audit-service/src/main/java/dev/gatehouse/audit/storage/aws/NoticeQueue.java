package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.log.StorageFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** A queue of SQS's, of which one message is taken at a time. */
public final class NoticeQueue {
    private static final int RENEWALS = 3;

    private final SqsClient sqs;
    private final FeedSettings settings;
    private final AwsClientSettings calls;

    /**
     * @param sqs a client that {@link AwsClientSettings#applyTo} was given, and whose sockets wait longer than a poll
     * @param calls what it was given
     */
    public NoticeQueue(SqsClient sqs, FeedSettings settings, AwsClientSettings calls) {
        this.sqs = sqs;
        this.settings = settings;
        this.calls = calls;
    }

    /** Waits for a message. */
    Optional<Message> receive() {
        ReceiveMessageRequest request = ReceiveMessageRequest.builder()
                .queueUrl(settings.queueUrl())
                .maxNumberOfMessages(1)
                .waitTimeSeconds((int) settings.poll().toSeconds())
                .visibilityTimeout((int) settings.visibility().toSeconds())
                .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                .overrideConfiguration(overrides -> overrides
                        .apiCallTimeout(settings.poll().plus(calls.deadline()))
                        .apiCallAttemptTimeout(settings.poll().plus(calls.attemptTimeout())))
                .build();
        return call(
                "polling", () -> sqs.receiveMessage(request).messages().stream().findFirst());
    }

    /** How often a message in hand is to be hidden anew. */
    Duration renewal() {
        return settings.visibility().dividedBy(RENEWALS);
    }

    /** Hides a message for another while. */
    void hide(Message message) {
        call(
                "hiding a message of",
                () -> sqs.changeMessageVisibility(request -> request.queueUrl(settings.queueUrl())
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout((int) settings.visibility().toSeconds())));
    }

    void delete(Message message) {
        call(
                "deleting a message of",
                () -> sqs.deleteMessage(
                        request -> request.queueUrl(settings.queueUrl()).receiptHandle(message.receiptHandle())));
    }

    /** Whether a message was handed out more often than is allowed. */
    boolean isTooOften(Message message) {
        String count = message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        try {
            return Integer.parseInt(count) > settings.maxReceives();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            AwsError error = AwsError.of(e);
            throw new StorageFailed(what + " the queue: " + error.getMessage(), error);
        }
    }
}
