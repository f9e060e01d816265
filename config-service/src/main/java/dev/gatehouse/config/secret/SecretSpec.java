package dev.gatehouse.config.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.config.document.SchemaValidator;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.InvalidDocument;
import java.util.Optional;

/**
 * What the template says of one secret. Its value is a JSON object.
 *
 * @param name below project and environment
 * @param dataClass which KMS key seals it
 * @param rotationDays 30, 60 or 90
 * @param schemaSource the schema as it stands in the template
 * @param rotation how it is rotated when it is
 */
public record SecretSpec(
        String name,
        String description,
        String owner,
        DataClass dataClass,
        int rotationDays,
        JsonNode schemaSource,
        SchemaValidator.Schema schema,
        SecretSource source,
        RotationPolicy rotation) {
    private static final int MAX_DEPTH = 16;
    private static final BoundedJson JSON = new BoundedJson(SecretValue.MAX_BYTES, MAX_DEPTH);

    /** What is wrong with a value for this secret, never containing any of it; empty where nothing is. */
    public Optional<String> problem(SecretValue value) {
        Optional<String> text = value.revealText();
        if (text.isEmpty()) {
            return Optional.of("must be JSON, and is not valid UTF-8");
        }
        try {
            return schema.problem(JSON.read(text.get()).root());
        } catch (InvalidDocument noJson) {
            return Optional.of("must be JSON: " + noJson.rule());
        }
    }
}
