package dev.gatehouse.config.document.networknt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.config.document.InvalidSchema;
import dev.gatehouse.config.document.SchemaValidator;
import dev.gatehouse.service.document.BoundedJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkntSchemaValidatorTest {
    private static final SchemaValidator VALIDATOR = new NetworkntSchemaValidator();

    private static JsonNode json(String text) {
        return new BoundedJson(10_000, 32).read(text).root();
    }

    private static final JsonNode SCHEMA = json("""
            {"type": "object", "additionalProperties": false, "required": ["size"],
             "properties": {
               "size": {"$ref": "#/$defs/size"},
               "rate": {"type": "number", "maximum": 0.5},
               "key": {"type": "string", "pattern": "^k-[0-9]+$", "maxLength": 8},
               "kind": {"enum": ["a", "b"]},
               "at": {"type": "string", "format": "date"}},
             "$defs": {"size": {"type": "integer", "minimum": 1}}}
            """);

    @Test
    void findsNothingWrongWithAValueOfTheSchema() {
        assertThat(VALIDATOR.compile(SCHEMA).problem(json("""
                                {"size": 12345678901234567890, "rate": 0.50, "key": "k-1", "kind": "b", "at": "2026-01-31"}
                                """))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"size\": 0}",
                "{\"size\": 1.5}",
                "{\"size\": \"1\"}",
                "{\"size\": true}",
                "{\"size\": 1, \"rate\": 0.51}",
                "{\"size\": 1, \"canary-7f\": 1}",
                "{\"size\": 1, \"kind\": \"canary-7f\"}",
                "{\"size\": 1, \"key\": \"canary-7f\"}",
                "{\"size\": 1, \"key\": {\"canary-7f\": [\"canary-7f\"]}}",
                "{\"size\": 1, \"at\": \"canary-7f\"}",
            })
    void saysWhichPartOfTheSchemaIsBrokenAndNothingOfTheValue(String value) {
        assertThat(VALIDATOR.compile(SCHEMA).problem(json(value)))
                .hasValueSatisfying(problem ->
                        assertThat(problem).startsWith("breaks the schema at /").doesNotContain("canary"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"strng\"}",
                "{\"minimum\": \"1\"}",
                "{\"typ\": \"string\"}",
                "{\"properties\": {\"a\": {\"maxLenght\": 3}}}",
                "{\"$ref\": \"#/$defs/nowhere\"}",
                "{\"$ref\": \"http://127.0.0.1:9/schema\"}",
                "{\"$ref\": \"file:///etc/passwd\"}",
                "{\"$ref\": \"classpath:draft-07/schema\"}",
                "{\"items\": {\"$dynamicRef\": \"https://json-schema.org/draft/2020-12/schema\"}}",
                "{\"$schema\": \"http://json-schema.org/draft-04/schema#\"}",
                "{\"$id\": \"http://127.0.0.1:9/\"}",
                "{\"pattern\": \"(\"}",
                "[]",
            })
    void refusesWhatIsNoSchemaOrReachesOutOfItself(String schema) {
        assertThatThrownBy(() -> VALIDATOR.compile(json(schema))).isInstanceOf(InvalidSchema.class);
    }

    @Test
    void answersAReferenceThatNeverEndsWithAProblem() {
        assertThat(VALIDATOR.compile(json("{\"$ref\": \"#\"}")).problem(json("1")))
                .contains("takes too many steps to check against the schema");
    }
}
