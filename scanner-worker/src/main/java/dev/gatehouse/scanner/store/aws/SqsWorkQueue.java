package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.work.WorkItem;
import dev.gatehouse.scanner.work.WorkJson;
import dev.gatehouse.scanner.work.WorkQueue;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The queue in SQS: a lease is a message's visibility timeout, in whole seconds. The same item may stand in it more than
 * once. A queue of its own dead letters is not needed: workers give items up by themselves.
 */
public final class SqsWorkQueue implements WorkQueue {
    private static final int BATCH = 10;
    private static final Set<String> LOST = Set.of(
            "MessageNotInflight",
            "AWS.SimpleQueueService.MessageNotInflight",
            "ReceiptHandleIsInvalid",
            "InvalidParameterValue");
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
    private static final Duration LONGEST_LEASE = Duration.ofHours(12);

    private final SqsClient sqs;
    private final String url;
    private final int waitSeconds;

    /**
     * A queue.
     *
     * @param waitSeconds how long to wait for an item, 0 to 20; the client's deadlines are longer
     */
    public SqsWorkQueue(SqsClient sqs, String url, int waitSeconds) {
        if (waitSeconds < 0 || waitSeconds > 20) {
            throw new IllegalArgumentException("a poll waits 0 to 20 seconds");
        }
        this.sqs = sqs;
        this.url = url;
        this.waitSeconds = waitSeconds;
    }

    @Override
    public void put(List<WorkItem> items) {
        for (int from = 0; from < items.size(); from += BATCH) {
            send(items.subList(from, Math.min(items.size(), from + BATCH)));
        }
    }

    private void send(List<WorkItem> items) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (WorkItem item : items) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(WorkJson.write(item))
                    .build());
        }
        SendMessageBatchResponse answer = call(
                "queue work",
                client -> client.sendMessageBatch(batch -> batch.queueUrl(url).entries(entries)));
        if (answer.hasFailed() && !answer.failed().isEmpty()) {
            throw new StoreException.Unavailable(
                    "queue work: " + answer.failed().size() + " messages were not taken",
                    new IllegalStateException(answer.failed().getFirst().code()));
        }
    }

    @Override
    public Optional<Lease> take(Duration lease) {
        List<Message> messages = call(
                        "take work",
                        client -> client.receiveMessage(receive -> receive.queueUrl(url)
                                .maxNumberOfMessages(1)
                                .waitTimeSeconds(waitSeconds)
                                .visibilityTimeout(seconds(lease, LONGEST_LEASE))
                                .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)))
                .messages();
        return messages.stream().findFirst().flatMap(this::lease);
    }

    private Optional<Lease> lease(Message message) {
        String count = message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        try {
            WorkItem item = WorkJson.item(message.body());
            return Optional.of(new Lease(item, message.receiptHandle(), Integer.parseInt(count)));
        } catch (IllegalArgumentException foreign) {
            // Nobody could ever do it, and it would come back for ever.
            delete(message.receiptHandle());
            return Optional.empty();
        }
    }

    @Override
    public boolean extend(Lease lease, Duration longer) {
        return visible(lease, seconds(longer, LONGEST_LEASE));
    }

    @Override
    public void done(Lease lease) {
        delete(lease.handle());
    }

    @Override
    public void giveBack(Lease lease, Duration delay) {
        var _ = visible(lease, seconds(delay, LONGEST_LEASE));
    }

    /** A new message, since the old one counts how often it was received. */
    @Override
    public void postpone(Lease lease, Duration delay) {
        var _ = call(
                "postpone work",
                client -> client.sendMessage(send -> send.queueUrl(url)
                        .messageBody(WorkJson.write(lease.item()))
                        .delaySeconds(seconds(delay, LONGEST_DELAY))));
        delete(lease.handle());
    }

    @Override
    public long size() {
        Set<QueueAttributeName> parts = Set.of(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
        return call(
                        "count work",
                        client -> client.getQueueAttributes(
                                        get -> get.queueUrl(url).attributeNames(parts))
                                .attributes())
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private boolean visible(Lease lease, int seconds) {
        return call("change a lease", client -> {
            try {
                var _ = client.changeMessageVisibility(change ->
                        change.queueUrl(url).receiptHandle(lease.handle()).visibilityTimeout(seconds));
                return true;
            } catch (SqsException e) {
                return lost(e);
            }
        });
    }

    private void delete(String handle) {
        var _ = call("end work", client -> {
            try {
                var _ = client.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(handle));
                return true;
            } catch (SqsException e) {
                return lost(e);
            }
        });
    }

    /** SQS has several words for a message that is another's by now. */
    private static boolean lost(SqsException failure) {
        if (LOST.contains(AwsFailures.code(failure))) {
            return false;
        }
        throw failure;
    }

    private <T> T call(String operation, Function<SqsClient, T> call) {
        try {
            return call.apply(sqs);
        } catch (SdkException e) {
            throw AwsFailures.of(operation, e);
        }
    }

    private static int seconds(Duration duration, Duration longest) {
        Duration bounded = duration.compareTo(longest) > 0 ? longest : duration;
        return Math.toIntExact((bounded.toMillis() + 999) / 1_000);
    }
}
