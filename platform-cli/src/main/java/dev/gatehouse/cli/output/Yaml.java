package dev.gatehouse.cli.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;

/** YAML documents, read and written as trees. */
public final class Yaml {
    private static final int MOST_CHARACTERS = 4 << 20;
    private static final int MOST_ALIASES = 20;
    private static final int DEEPEST = 40;

    private Yaml() {}

    /** The document; each text that needs it is quoted, and what would steer a terminal is an escape. */
    public static String write(JsonNode node) {
        try {
            return mapper(Printable.isPlain(node.toString())).writeValueAsString(node);
        } catch (JacksonException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** The document that a text is; empty where it is none. */
    public static Optional<JsonNode> read(byte[] utf8) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARACTERS);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setAllowDuplicateKeys(false);
        try {
            return Optional.of(reader(limits).readTree(utf8)).filter(node -> !node.isMissingNode());
        } catch (IOException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /** Decimals keep their digits: 0.80 stays that. */
    private static YAMLMapper reader(LoaderOptions limits) {
        return YAMLMapper.builder(YAMLFactory.builder().loaderOptions(limits).build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    private static YAMLMapper mapper(boolean plain) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setAllowUnicode(plain);
        return new YAMLMapper(YAMLFactory.builder()
                .dumperOptions(options)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .build());
    }
}
