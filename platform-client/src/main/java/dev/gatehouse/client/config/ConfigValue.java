package dev.gatehouse.client.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One key's value, and what it was parsed to so far. It may be a secret's, so it shows itself nowhere. */
final class ConfigValue {
    private final String text;
    private final boolean json;

    /** Only ever grows at its head. Two threads may parse at the same time, and one result is then forgotten: no harm. */
    private @Nullable Parsed parsed;

    /** @param json whether it was delivered as an object, or a list of other things than texts */
    ConfigValue(String text, boolean json) {
        this.text = text;
        this.json = json;
    }

    private record Parsed(
            ValueType<?> type, Optional<?> value, @Nullable Parsed next) {}

    String text() {
        return text;
    }

    /** Read as a type; empty where it is not of it. Parses once, and then allocates nothing. */
    @SuppressWarnings("unchecked") // what is kept for a type is what that type made
    <T> Optional<T> as(ValueType<T> type) {
        for (Parsed known = parsed; known != null; known = known.next) {
            if (known.type == type) {
                return (Optional<T>) known.value;
            }
        }
        Optional<T> value = json && type == ValueType.LIST ? Optional.empty() : type.parse(text);
        parsed = new Parsed(type, value, parsed);
        return value;
    }

    boolean sameAs(ConfigValue other) {
        return json == other.json && text.equals(other.text);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
