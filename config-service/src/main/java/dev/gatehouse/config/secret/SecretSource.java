package dev.gatehouse.config.secret;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the value of a secret comes from. */
public sealed interface SecretSource {
    /**
     * It is made up here.
     *
     * @param fields how, field by field, in the order of the JSON
     */
    record Generated(Map<String, FieldGenerator> fields) implements SecretSource {
        public Generated {
            fields = ordered(fields);
        }
    }

    /**
     * Somebody has to fetch it elsewhere.
     *
     * @param instructions what that person does
     * @param placeholder how a value is made up that has the right shape and opens nothing, for the local mode only
     */
    record Person(String instructions, Map<String, FieldGenerator> placeholder) implements SecretSource {
        public Person {
            placeholder = ordered(placeholder);
        }
    }

    private static Map<String, FieldGenerator> ordered(Map<String, FieldGenerator> fields) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
