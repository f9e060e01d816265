package dev.gatehouse.scanner.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Fingerprint;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Findings that are known, so that a scan reports new ones only: a JSON object with {@code version} 1, {@code key} (the id of
 * the key that the fingerprints were made with) and {@code findings}, each with its own hash; rule and path stand
 * there for people.
 *
 * @param key the key's id
 * @param fingerprints which secrets
 */
public record Baseline(String key, Set<Fingerprint> fingerprints) {
    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    public Baseline {
        fingerprints = Set.copyOf(fingerprints);
    }

    /** A file that is no baseline, or one of another version or key. The message says which. */
    public static final class Unusable extends Exception {
        Unusable(String message) {
            super(message);
        }
    }

    /**
     * Reads a baseline.
     *
     * @param key the id of the key that this scan uses
     * @throws Unusable it is none, or not for this key
     * @throws IOException it can't be read
     */
    public static Baseline read(Reader text, String key) throws IOException, Unusable {
        long version = -1;
        String made = "";
        Set<Fingerprint> fingerprints = new HashSet<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Unusable("it is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "version" -> version = json.getValueAsLong(-1);
                    case "key" -> made = json.getValueAsString("");
                    case "findings" -> findings(json, fingerprints);
                    default -> json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new Unusable(
                    "it is malformed JSON, at line " + e.getLocation().getLineNr());
        }
        check(version, made, key);
        return new Baseline(key, fingerprints);
    }

    private static void check(long version, String made, String key) throws Unusable {
        if (version != VERSION) {
            throw new Unusable(
                    version < 0
                            ? "it has no version, so it is no baseline of this scanner"
                            : "it is of version " + version + ", and this scanner reads version " + VERSION);
        }
        if (!made.equals(key)) {
            throw new Unusable("it was made with another fingerprint key (its id is " + Printable.of(made)
                    + ", this scan's is " + key + "), so none of its fingerprints can match; see --key-file");
        }
    }

    private static void findings(JsonParser json, Set<Fingerprint> fingerprints) throws IOException, Unusable {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new Unusable("its findings are no array");
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("fingerprint")) {
                    fingerprints.add(fingerprint(json));
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private static Fingerprint fingerprint(JsonParser json) throws IOException, Unusable {
        try {
            return new Fingerprint(json.getValueAsString(""));
        } catch (IllegalArgumentException e) {
            throw new Unusable("line " + json.currentLocation().getLineNr() + " has no fingerprint");
        }
    }

    /**
     * Writes findings as a baseline.
     *
     * @throws IOException the writer failed
     */
    public static void write(List<Finding> findings, String key, Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("key", key);
            json.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("fingerprint", finding.fingerprint().text());
                json.writeStringField("rule", finding.rule());
                json.writeStringField(
                        "path", finding.locations().getFirst().object().path());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
