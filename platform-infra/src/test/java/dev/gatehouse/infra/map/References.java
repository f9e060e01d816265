package dev.gatehouse.infra.map;

import dev.gatehouse.infra.stack.RecordedStack;
import dev.gatehouse.infra.stack.RecordedStack.Registered;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which resource an input refers to: under mocks each has an ARN, an id and perhaps a name of its own, and an input that
 * holds one of them was made from it. A name that two components use refers to neither.
 */
final class References {
    private static final List<String> NAMES = List.of("name", "bucket");

    private final Map<String, Registered> byValue = new HashMap<>();
    private final Map<String, String> outputs = new HashMap<>();

    References(RecordedStack stack, Map<String, Object> foundation) {
        foundation.forEach((name, value) -> outputs.put(value.toString(), name));
        Set<String> ambiguous = new HashSet<>();
        for (Registered resource : stack.resources()) {
            values(resource).forEach(value -> {
                Registered before = byValue.putIfAbsent(value, resource);
                if (before != null && !ResourceMap.boxOf(before).equals(ResourceMap.boxOf(resource))) {
                    ambiguous.add(value);
                }
            });
        }
        ambiguous.forEach(byValue::remove);
    }

    private static Stream<String> values(Registered resource) {
        return Stream.concat(
                Stream.of(resource.mockArn(), resource.mockId()),
                NAMES.stream().flatMap(name -> texts(resource.inputs().get(name))));
    }

    /** The resource that a text was made from. */
    Optional<Registered> to(String text) {
        return Optional.ofNullable(byValue.get(text));
    }

    /** The output of the foundation that a text was made from. */
    Optional<String> toFoundation(String text) {
        return Optional.ofNullable(outputs.get(text));
    }

    /** All texts in the inputs of a resource but its own name and ARN. */
    static Stream<String> in(Registered resource) {
        return resource.inputs().values().stream().flatMap(References::texts);
    }

    private static Stream<String> texts(@Nullable Object value) {
        return switch (value) {
            case String text -> Stream.of(text);
            case List<?> list -> list.stream().flatMap(References::texts);
            case Map<?, ?> map -> map.values().stream().flatMap(References::texts);
            case null, default -> Stream.of();
        };
    }
}
