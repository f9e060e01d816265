package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.delivery.BatchOutcome;
import dev.gatehouse.service.http.Json;
import java.util.function.Function;

/** One name of a batch on the wire: its outcome, and the object where it was found. */
final class BatchJson {
    private BatchJson() {}

    static <T> ObjectNode item(String name, BatchOutcome<T> outcome, Function<T, ObjectNode> json) {
        ObjectNode item = Json.object().put("requested", name);
        return switch (outcome) {
            case BatchOutcome.Found<T>(T found) -> {
                item.put("outcome", "found");
                item.setAll(json.apply(found));
                yield item;
            }
            case BatchOutcome.NotFound<T>() -> item.put("outcome", "not-found");
            case BatchOutcome.NotPermitted<T>() -> item.put("outcome", "not-permitted");
            case BatchOutcome.Unreadable<T>() -> item.put("outcome", "unreadable");
            case BatchOutcome.Invalid<T>(String message) ->
                item.put("outcome", "invalid").put("detail", message);
        };
    }
}
