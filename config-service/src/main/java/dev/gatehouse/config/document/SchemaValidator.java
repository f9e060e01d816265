package dev.gatehouse.config.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Compiles JSON schemas of draft 2020-12 (https://json-schema.org/draft/2020-12).
 *
 * <p>A schema stands on its own: references inside it are followed, references to other documents are refused, and
 * nothing is ever fetched. Safe for use by many threads, as is what it compiles.
 */
public interface SchemaValidator {
    /** @throws InvalidSchema it is not a schema, uses an unknown keyword, or refers to another document */
    Schema compile(JsonNode schema);

    /** A compiled schema. */
    interface Schema {
        /**
         * What is wrong with the value, by the places in the <em>schema</em> that it breaks; empty where nothing is.
         * The text holds nothing of the value, neither its contents nor its names.
         */
        Optional<String> problem(JsonNode value);
    }
}
