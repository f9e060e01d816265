package dev.gatehouse.config.secret;

import dev.gatehouse.config.document.InvalidSchema;
import dev.gatehouse.config.document.SchemaValidator;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.InvalidDocument;
import dev.gatehouse.service.document.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a secrets template of version 1 from JSON: {@code version}, and under {@code secrets} each secret with its
 * {@code description}, {@code owner}, {@code dataClass} ({@code secret} or {@code safety}), {@code rotationDays},
 * {@code schema}, and either {@code generated} (fields) or {@code person} ({@code instructions} and
 * {@code placeholder}). How it is rotated stands in {@code rotation}, which may be absent.
 */
public final class SecretsTemplateParser {
    private static final int MAX_BYTES = 1_048_576;
    private static final int MAX_DEPTH = 32;
    private static final Set<String> KEYS =
            Set.of("description", "owner", "dataClass", "rotationDays", "schema", "generated", "person", "rotation");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Set<Integer> ROTATIONS = Set.of(30, 60, 90);

    private final SchemaValidator validator;
    private final BoundedJson json = new BoundedJson(MAX_BYTES, MAX_DEPTH);

    public SecretsTemplateParser(SchemaValidator validator) {
        this.validator = validator;
    }

    /** @throws InvalidDocument the document is no template; the message says where, and which rule it breaks */
    public SecretsTemplate parse(byte[] utf8) {
        Located root = json.read(utf8).located().allowing(Set.of("version", "secrets"));
        root.get("version").integer(1, 1);
        List<SecretSpec> specs = new ArrayList<>();
        root.get("secrets").fields().forEach((name, node) -> specs.add(spec(name, node)));
        return new SecretsTemplate(specs);
    }

    private SecretSpec spec(String name, Located node) {
        if (!NAME.matcher(name).matches()) {
            throw node.error("must be called by 1 to 63 of a-z 0-9 -, starting with a letter");
        }
        node.allowing(KEYS);
        Located schema = node.get("schema");
        SecretSource source = source(node);
        return new SecretSpec(
                name,
                node.get("description").text(),
                node.get("owner").text(),
                dataClass(node.get("dataClass")),
                rotation(node.get("rotationDays")),
                schema.node().deepCopy(),
                compiled(schema),
                source,
                RotationPolicyParser.parse(node.find("rotation"), source));
    }

    private static DataClass dataClass(Located node) {
        return switch (node.text()) {
            case "secret" -> DataClass.SECRET;
            case "safety" -> DataClass.SAFETY;
            default -> throw node.error("must be secret or safety");
        };
    }

    private static int rotation(Located node) {
        int days = node.integer(1, 90);
        if (!ROTATIONS.contains(days)) {
            throw node.error("must be 30, 60 or 90");
        }
        return days;
    }

    private SchemaValidator.Schema compiled(Located schema) {
        if (!schema.get("type").text().equals("object")) {
            throw schema.error("must be of an object: a secret's fields are read by name");
        }
        try {
            return validator.compile(schema.node());
        } catch (InvalidSchema invalid) {
            throw schema.error(String.valueOf(invalid.getMessage()));
        }
    }

    private static SecretSource source(Located node) {
        Optional<Located> generated = node.find("generated");
        Optional<Located> person = node.find("person");
        if (generated.isPresent() == person.isPresent()) {
            throw node.error("must have either 'generated' or 'person'");
        }
        return generated
                .<SecretSource>map(fields -> new SecretSource.Generated(fields(fields)))
                .or(() -> person.map(SecretsTemplateParser::person))
                .orElseThrow();
    }

    private static SecretSource person(Located node) {
        node.allowing(Set.of("instructions", "placeholder"));
        return new SecretSource.Person(node.get("instructions").text(), fields(node.get("placeholder")));
    }

    private static Map<String, FieldGenerator> fields(Located mapping) {
        Map<String, FieldGenerator> fields = new LinkedHashMap<>();
        mapping.fields().forEach((name, node) -> fields.put(name, FieldGeneratorParser.parse(node)));
        if (fields.isEmpty()) {
            throw mapping.error("must have a field");
        }
        return fields;
    }
}
