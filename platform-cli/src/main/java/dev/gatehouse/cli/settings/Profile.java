package dev.gatehouse.cli.settings;

import java.util.Map;
import java.util.Optional;

/**
 * A named set of settings.
 *
 * @param values by the option's name without dashes
 */
record Profile(String name, Map<String, String> values) {
    static final Profile NONE = new Profile("", Map.of());

    Profile {
        values = Map.copyOf(values);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
