package dev.gatehouse.config.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Makes up values of secrets as the template says. Safe for use by many threads. */
public final class SecretGenerator {
    private static final FieldGenerator.Password UNKNOWN = new FieldGenerator.Password(64, "-_");

    private final SecureRandom random;

    public SecretGenerator(SecureRandom random) {
        this.random = random;
    }

    /** A new value; empty where a person has to supply it. The caller closes it. */
    public Optional<SecretValue> generate(SecretSpec spec) {
        return spec.source() instanceof SecretSource.Generated(Map<String, FieldGenerator> fields)
                ? Optional.of(value(fields))
                : Optional.empty();
    }

    /**
     * The current value with each field that is made up made up anew; what is constant, and what the template does not
     * make, stays as it is. Empty where a person has to supply it. The caller closes it.
     */
    public Optional<SecretValue> regenerate(SecretSpec spec, SecretValue current) {
        return spec.source() instanceof SecretSource.Generated(Map<String, FieldGenerator> fields)
                ? Optional.of(regenerated(fields, current))
                : Optional.empty();
    }

    /** A password that nobody knows. */
    public String unknownPassword() {
        return PasswordPolicy.generate(UNKNOWN, random);
    }

    /** A value that stands in for a person's, and opens nothing; empty where none is needed. The caller closes it. */
    public Optional<SecretValue> placeholder(SecretSpec spec) {
        return spec.source() instanceof SecretSource.Person person
                ? Optional.of(value(person.placeholder()))
                : Optional.empty();
    }

    private SecretValue value(Map<String, FieldGenerator> fields) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, generator) -> json.set(name, field(generator)));
        return SecretFields.value(json);
    }

    private SecretValue regenerated(Map<String, FieldGenerator> fields, SecretValue current) {
        if (!(SecretFields.object(current).orElse(null) instanceof ObjectNode now)) {
            return value(fields);
        }
        ObjectNode json = now.deepCopy();
        fields.forEach((name, generator) -> {
            if (!(generator instanceof FieldGenerator.Constant) || !json.has(name)) {
                json.set(name, field(generator));
            }
        });
        return SecretFields.value(json);
    }

    private JsonNode field(FieldGenerator generator) {
        return switch (generator) {
            case FieldGenerator.RandomBytes bytes -> new TextNode(bytes.prefix() + text(bytes));
            case FieldGenerator.Password password -> new TextNode(PasswordPolicy.generate(password, random));
            case FieldGenerator.Constant constant -> constant.value().deepCopy();
            case FieldGenerator.KeyPair pair -> JsonWebKey.generate(pair.curve(), random);
        };
    }

    private String text(FieldGenerator.RandomBytes generator) {
        byte[] bytes = new byte[generator.bytes()];
        random.nextBytes(bytes);
        return switch (generator.encoding()) {
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            case HEX -> HexFormat.of().formatHex(bytes);
        };
    }
}
