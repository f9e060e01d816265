package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.config.document.SchemaValidator;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.InvalidDocument;
import java.util.Optional;

/**
 * A JSON value of a schema, nested at most {@value #MAX_DEPTH} levels.
 *
 * @param schemaName the schema's name in the contract
 */
public record JsonType(String schemaName, SchemaValidator.Schema schema) implements ValueType {
    static final String WORD = "json";

    /** Levels of nesting. */
    public static final int MAX_DEPTH = 16;

    private static final BoundedJson JSON = new BoundedJson(ParameterValue.MAX_BYTES, MAX_DEPTH);

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<Violation> check(String text) {
        try {
            return schema.problem(JSON.read(text).root())
                    .map(problem -> new Violation(Rule.SCHEMA, problem + " of '" + schemaName + "'"));
        } catch (InvalidDocument noJson) {
            return Optional.of(new Violation(Rule.WRONG_TYPE, "must be JSON: " + noJson.rule()));
        }
    }

    @Override
    public JsonNode toJson(String text) {
        try {
            return JSON.read(text).root();
        } catch (InvalidDocument noJson) {
            return new TextNode(text);
        }
    }
}
