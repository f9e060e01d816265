package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.response.ResponseBus;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts events on a bus of EventBridge, one to a call. PutEvents answers a call with an entry that it did not take as a success: the
 * entry's error code says so (<a
 * href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>).
 */
public final class EventBridgeBus implements ResponseBus {
    /** A bus's name, or its ARN; those of partners have slashes. */
    private static final Pattern BUS = Pattern.compile(
            "(?:arn:[a-z-]{1,32}:events:[a-z0-9-]{1,32}:[0-9]{12}:event-bus/)?[/.\\-_A-Za-z0-9]{1,256}");

    private final EventBridgeClient events;
    private final String bus;

    /** @throws IllegalArgumentException that is no bus's name and no bus's ARN */
    public EventBridgeBus(EventBridgeClient events, String bus) {
        if (!BUS.matcher(bus).matches()) {
            throw new IllegalArgumentException(
                    "is neither an event bus's name nor of the form arn:aws:events:region:account:event-bus/name");
        }
        this.events = events;
        this.bus = bus;
    }

    @Override
    public Optional<String> put(String detail) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(SOURCE)
                .detailType(DETAIL_TYPE)
                .detail(detail)
                .build();
        try {
            return refusal(events.putEvents(put -> put.entries(entry)));
        } catch (SdkException e) {
            throw AwsFailures.of("put an event on the bus", e);
        }
    }

    /** Its code, and never its message, which may quote the event. */
    private static Optional<String> refusal(PutEventsResponse answer) {
        return answer.failedEntryCount() == 0
                ? Optional.empty()
                : Optional.of(answer.entries().stream()
                        .map(PutEventsResultEntry::errorCode)
                        .findFirst()
                        .orElse("refused"));
    }
}
