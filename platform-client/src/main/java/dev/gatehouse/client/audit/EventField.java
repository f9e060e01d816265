package dev.gatehouse.client.audit;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fields of an event's wire form, in the order in which they are written. */
enum EventField {
    UID("uid"),
    TIME("time"),
    SOURCE("source"),
    PRINCIPAL("principal"),
    ACTION("action"),
    RESOURCE("resource"),
    VERSION("version"),
    OUTCOME("outcome"),
    REASON("reason"),
    SOURCE_ADDRESS("sourceAddress"),
    REQUEST_ID("requestId");

    private static final Map<String, EventField> BY_NAME =
            Arrays.stream(values()).collect(toUnmodifiableMap(EventField::wireName, Function.identity()));

    private final String wireName;

    EventField(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    static Optional<EventField> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }
}
