package dev.gatehouse.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the contract says of one parameter, as far as it is needed here.
 *
 * @param path below the environment
 * @param node its keys
 */
record Spec(String path, JsonNode node) {
    boolean required() {
        return node.path("required").asBoolean();
    }

    boolean sensitive() {
        return node.path("sensitive").asBoolean();
    }

    boolean list() {
        return node.path("type").asText().equals("list");
    }

    String type() {
        return sensitive() ? Stored.SECURE : list() ? "StringList" : "String";
    }

    /** What it holds in an environment where nobody set it. */
    Optional<Write> defaultFor(String environment) {
        JsonNode special = node.path("environments").path(environment);
        JsonNode value = special.isMissingNode() ? node.path("default") : special;
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(new Write(type(), text(value)));
    }

    /** A default as text: config-service's DefaultText writes it so too. */
    private String text(JsonNode value) {
        if (list()) {
            return value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
        }
        if (value.isContainerNode()) {
            return value.toString();
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }
}
