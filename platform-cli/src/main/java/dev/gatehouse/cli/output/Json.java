package dev.gatehouse.cli.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** JSON trees, read and written; nothing is bound to classes. */
public final class Json {
    private static final JsonMapper JSON =
            // An error's message would quote what could not be read.
            JsonMapper.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final DefaultPrettyPrinter INDENTED = indented();

    private Json() {}

    /** An object without fields. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The value that a text is; empty where it is none, or more than one. */
    public static Optional<JsonNode> read(byte[] utf8) {
        try {
            return Optional.of(JSON.readTree(utf8)).filter(node -> !node.isMissingNode());
        } catch (IOException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /** On one line. */
    public static String compact(JsonNode node) {
        return escaped(node.toString());
    }

    /** On indented lines. */
    public static String pretty(JsonNode node) {
        try {
            return escaped(JSON.writer(INDENTED).writeValueAsString(node));
        } catch (JacksonException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static DefaultPrettyPrinter indented() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter()
                .withSeparators(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
    }

    /** What would steer a terminal stands in JSON within texts only, where it can be written as an escape. */
    private static String escaped(String json) {
        if (Printable.isPlain(json.replace("\n", ""))) {
            return json;
        }
        StringBuilder out = new StringBuilder(json.length() + 32);
        json.codePoints().forEach(c -> {
            if (c == '\n' || Printable.isPlain(c)) {
                out.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return out.toString();
    }
}
