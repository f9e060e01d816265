package dev.gatehouse.service.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads a JSON text that nobody vouches for: one value, no name twice in an object, and numbers that arithmetic can
 * bear (64 characters, an exponent of two digits). Decimals keep their digits as {@link java.math.BigDecimal}.
 *
 * <p>Errors are {@link InvalidDocument}s that say the line and nothing of the content. Safe for use by many threads.
 */
public final class BoundedJson {
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_SCALE = 163;

    private final int maxBytes;
    private final ObjectMapper mapper;

    /**
     * @param maxBytes of the UTF-8 form
     * @param maxDepth of nested objects and arrays
     */
    public BoundedJson(int maxBytes, int maxDepth) {
        this.maxBytes = maxBytes;
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .maxStringLength(maxBytes)
                .maxNameLength(maxBytes)
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /** @throws InvalidDocument the text breaks a limit or is not JSON */
    public Document read(String text) {
        if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new InvalidDocument(InvalidDocument.NO_LINE, "", "has more than " + maxBytes + " bytes");
        }
        return new Document(boundedNumbers(tree(text)), Map.of());
    }

    /** @throws InvalidDocument the bytes are not UTF-8, break a limit or are not JSON */
    public Document read(byte[] utf8) {
        return read(Utf8.decode(utf8, maxBytes));
    }

    // The cause is left out on purpose: its message quotes the text.
    private JsonNode tree(String text) {
        try {
            JsonNode tree = mapper.readTree(text);
            if (tree.isMissingNode()) {
                throw new InvalidDocument(InvalidDocument.NO_LINE, "", "is empty");
            }
            return tree;
        } catch (StreamConstraintsException tooLarge) {
            throw new InvalidDocument(line(tooLarge), "", "is nested too deep or has a number that is too long");
        } catch (JsonProcessingException malformed) {
            throw new InvalidDocument(line(malformed), "", "is not well-formed JSON, or has a name twice");
        }
    }

    private static JsonNode boundedNumbers(JsonNode node) {
        if (node.isBigDecimal() && Math.abs(node.decimalValue().scale()) > MAX_SCALE) {
            throw new InvalidDocument(InvalidDocument.NO_LINE, "", "has a number with too large an exponent");
        }
        node.forEach(BoundedJson::boundedNumbers);
        return node;
    }

    private static int line(JsonProcessingException problem) {
        return problem.getLocation() == null
                ? InvalidDocument.NO_LINE
                : problem.getLocation().getLineNr();
    }
}
