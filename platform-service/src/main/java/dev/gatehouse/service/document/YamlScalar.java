package dev.gatehouse.service.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a plain scalar means by YAML 1.2's core schema (https://yaml.org/spec/1.2.2/#103-core-schema), without its
 * hexadecimal and octal numbers: those are texts here.
 */
final class YamlScalar {
    /** Characters of a number: more makes its arithmetic costly and is no configuration. */
    static final int MAX_NUMBER_LENGTH = 64;

    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern LONG_EXPONENT = Pattern.compile(".*[eE][-+]?[0-9]{3,}");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private YamlScalar() {}

    /** The node of a plain scalar; empty for a number that is refused. */
    static Optional<JsonNode> of(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (NULL.matcher(text).matches()) {
            return Optional.of(nodes.nullNode());
        }
        if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
            return Optional.of(nodes.booleanNode(TRUE.matcher(text).matches()));
        }
        if (NOT_FINITE.matcher(text).matches()) {
            return Optional.empty();
        }
        return DECIMAL.matcher(text).matches() ? number(text) : Optional.of(nodes.textNode(text));
    }

    private static Optional<JsonNode> number(String text) {
        if (text.length() > MAX_NUMBER_LENGTH || LONG_EXPONENT.matcher(text).matches()) {
            return Optional.empty();
        }
        if (INTEGER.matcher(text).matches()) {
            return Optional.of(JsonNodeFactory.instance.numberNode(new BigInteger(text)));
        }
        return Optional.of(DecimalNode.valueOf(new BigDecimal(text)));
    }
}
