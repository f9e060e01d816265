package dev.gatehouse.infra.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** config-service's documents, which the build packs beside this class as they are. JSON is read as the YAML that it is. */
final class Documents {
    /** Numbers keep the digits that they were written with, as config-service keeps them. */
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Documents() {}

    static JsonNode hierarchy() {
        return packed("hierarchy.yaml");
    }

    static JsonNode secretsTemplate() {
        return packed("secrets-template.json");
    }

    static JsonNode parse(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException malformed) {
            throw new UncheckedIOException("the document is not well-formed", malformed);
        }
    }

    private static JsonNode packed(String name) {
        try (InputStream document = Documents.class.getResourceAsStream(name)) {
            if (document == null) {
                throw new IllegalStateException(name + " is not packed with this program");
            }
            return YAML.readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " can't be read", unreadable);
        }
    }
}
