package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.config.secret.SecretReference;
import dev.gatehouse.service.failure.InvalidName;
import java.util.Optional;

/** A {@link SecretReference}. In JSON it stays a text as written; who resolves it is not the contract's business. */
public record ReferenceType() implements ValueType {
    static final String WORD = "secret-reference";

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<Violation> check(String text) {
        try {
            SecretReference.parse(text);
            return Optional.empty();
        } catch (InvalidName noReference) {
            return Optional.of(new Violation(Rule.REFERENCE_SYNTAX, String.valueOf(noReference.getMessage())));
        }
    }

    @Override
    public JsonNode toJson(String text) {
        return new TextNode(text);
    }
}
