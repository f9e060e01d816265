package dev.gatehouse.infra.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource as a program asks for it.
 *
 * @param type     its token, such as {@code aws:kms/key:Key}
 * @param name     its logical name
 * @param inputs   what it asks for, nested in maps and lists; {@link #UNKNOWN} where a preview can't know yet
 * @param protect  whether it refuses deletion
 * @param taggable whether its type has tags
 */
public record Registration(String type, String name, Map<String, Object> inputs, boolean protect, boolean taggable) {
    /** What stands for a value that only the cloud will know. */
    public static final Object UNKNOWN = new Object() {
        @Override
        public String toString() {
            return "(unknown)";
        }
    };

    /** Copies the inputs. */
    public Registration {
        inputs = Map.copyOf(inputs);
    }

    /** The value of an input that is there. */
    public Optional<Object> input(String key) {
        return Optional.ofNullable(inputs.get(key));
    }

    /** Whether an input is there with text, or will be. */
    public boolean has(String key) {
        return input(key).filter(value -> !"".equals(value)).isPresent();
    }

    /** Whether an input has this value, or can't be known yet. */
    public boolean is(String key, Object expected) {
        return input(key)
                .filter(value -> value.equals(UNKNOWN) || value.equals(expected))
                .isPresent();
    }

    /** The blocks of an input: its list, or the one that it is. */
    public List<Map<String, Object>> blocks(String key) {
        return input(key).map(Registration::blocksOf).orElse(List.of());
    }

    /** The blocks that a value holds. */
    @SuppressWarnings("unchecked") // The guard makes maps with text keys only.
    public static List<Map<String, Object>> blocksOf(Object value) {
        return switch (value) {
            case List<?> list ->
                list.stream().flatMap(each -> blocksOf(each).stream()).toList();
            case Map<?, ?> map -> List.of((Map<String, Object>) map);
            default -> List.of();
        };
    }
}
