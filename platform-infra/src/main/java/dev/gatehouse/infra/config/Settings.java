package dev.gatehouse.infra.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The raw settings of a stack, by key with namespace (such as {@code gatehouse:owner}). Each accessor refuses a value that it
 * does not understand and names the key.
 */
public final class Settings {
    private final Function<String, Optional<String>> values;

    /** Settings that are looked up; the function gets a key with its namespace. */
    public Settings(Function<String, Optional<String>> values) {
        this.values = values;
    }

    /** Settings that are given. */
    public static Settings of(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }

    /** The text of a key that has to be there and match. */
    public String require(String key, Pattern form, String whatItIs) {
        String value = optional(key)
                .orElseThrow(() -> new ConfigurationException(key, "is missing: it has to be " + whatItIs));
        return matching(key, value, form, whatItIs);
    }

    /** The text of a key, or the default. */
    public String text(String key, String byDefault, Pattern form, String whatItIs) {
        return optional(key).map(value -> matching(key, value, form, whatItIs)).orElse(byDefault);
    }

    /** The whole number of a key, or the default; bounds inclusive. */
    public int integer(String key, int byDefault, int min, int max) {
        return optional(key).map(value -> parsed(key, value, min, max)).orElse(byDefault);
    }

    /** The truth of a key, or the default. */
    public boolean flag(String key, boolean byDefault) {
        return optional(key)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new ConfigurationException(key, "has to be true or false");
                })
                .orElse(byDefault);
    }

    private Optional<String> optional(String key) {
        return values.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static String matching(String key, String value, Pattern form, String whatItIs) {
        if (!form.matcher(value).matches()) {
            throw new ConfigurationException(key, "has to be " + whatItIs);
        }
        return value;
    }

    private static int parsed(String key, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new ConfigurationException(key, "has to be a whole number");
        }
        throw new ConfigurationException(key, "has to be from " + min + " to " + max);
    }
}
