package dev.gatehouse.infra.policy;

import com.pulumi.core.Either;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.internal.Internal;
import com.pulumi.resources.InputArgs;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Turns the arguments of a resource into plain maps, as the engine will see them. Pulumi has no public way to do that, and a
 * transformation is given the arguments as they were built: records of outputs.
 */
final class InputReader {
    private InputReader() {}

    /** The inputs, when all that can be known is known. */
    @SuppressWarnings("unchecked") // Arguments become maps with text keys.
    static CompletableFuture<Map<String, Object>> read(InputArgs args) {
        return resolved(args).thenApply(value -> (Map<String, Object>) value);
    }

    /** Whether the type has an input of this name. */
    static boolean hasInput(Class<?> type, String name) {
        for (Field field : type.getDeclaredFields()) {
            Import input = field.getAnnotation(Import.class);
            if (input != null && input.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static CompletableFuture<Object> resolved(Object value) {
        return switch (value) {
            case Output<?> output ->
                Internal.of(output).getDataAsync().thenCompose(data -> {
                    Object known = data.getValueNullable();
                    if (!data.isKnown()) {
                        return done(Registration.UNKNOWN);
                    }
                    return known == null ? done(Absent.ABSENT) : resolved(known);
                });
            case Either<?, ?> either -> resolved(either.either(Object.class::cast, Object.class::cast));
            case InputArgs args -> fields(args);
            case List<?> list -> items(list);
            case Map<?, ?> map -> entries(map);
            default -> done(value);
        };
    }

    private static CompletableFuture<Object> fields(InputArgs args) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : args.getClass().getDeclaredFields()) {
            Import input = field.getAnnotation(Import.class);
            Object value = input == null ? null : valueOf(field, args);
            if (input != null && value != null) {
                values.put(input.name(), value);
            }
        }
        return entries(values);
    }

    private static @Nullable Object valueOf(Field field, InputArgs args) {
        try {
            field.setAccessible(true);
            return field.get(args);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(field + " was made accessible", impossible);
        }
    }

    private static CompletableFuture<Object> items(List<?> list) {
        CompletableFuture<List<Object>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (Object each : list) {
            all = all.thenCombine(resolved(each), (items, item) -> {
                items.add(item);
                return items;
            });
        }
        return all.thenApply(items -> items);
    }

    private static CompletableFuture<Object> entries(Map<?, ?> map) {
        CompletableFuture<Map<String, Object>> all = CompletableFuture.completedFuture(new LinkedHashMap<>());
        for (Map.Entry<?, ?> each : map.entrySet()) {
            all = all.thenCombine(resolved(each.getValue()), (entries, value) -> {
                entries.put(String.valueOf(each.getKey()), value);
                return entries;
            });
        }
        return all.thenApply(entries -> {
            entries.values().removeIf(value -> value == Absent.ABSENT);
            return entries;
        });
    }

    private enum Absent {
        ABSENT
    }

    private static CompletableFuture<Object> done(Object value) {
        return CompletableFuture.completedFuture(value);
    }
}
