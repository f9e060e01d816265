package dev.gatehouse.audit.storage.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * S3's metadata of a file in a folder: {@code <name>.metadata.json} beside it, an object of texts, or what
 * {@code aws s3api head-object} prints, which has such an object as its {@code Metadata}.
 */
final class Sidecar {
    static final String SUFFIX = ".metadata.json";

    private static final int MAX_BYTES = 64 << 10;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Sidecar() {}

    /** A sidecar is no object of texts. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    /** The metadata, the names in lower case; none where there is no sidecar. */
    static Map<String, String> read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = OwnerFiles.read(of(file), MAX_BYTES);
        } catch (NoSuchFileException none) {
            return Map.of();
        }
        if (bytes.length > MAX_BYTES) {
            throw new Malformed("the metadata has more than " + MAX_BYTES + " bytes");
        }
        return texts(bytes);
    }

    private static Map<String, String> texts(byte[] bytes) throws Malformed {
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : object(bytes).properties()) {
            if (!field.getValue().isTextual()) {
                throw new Malformed("the metadata has a field that is no text");
            }
            texts.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue().textValue());
        }
        return texts;
    }

    private static JsonNode object(byte[] bytes) throws Malformed {
        try {
            JsonNode whole = JSON.readTree(bytes);
            JsonNode object = whole.has("Metadata") ? whole.path("Metadata") : whole;
            if (object.isObject()) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new Malformed("the metadata is no JSON of distinct fields");
        } catch (IOException e) {
            throw new Malformed("the metadata can't be read");
        }
        throw new Malformed("the metadata is no JSON object");
    }
}
