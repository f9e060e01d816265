package dev.gatehouse.audit.ingest.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fields of one object of a digest, each held to its form.
 *
 * @param object the object
 * @param place what stands before a field's name in messages
 */
record DigestFields(JsonNode object, String place) {
    static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    static final Pattern WORD = Pattern.compile("[A-Za-z0-9-]{1,32}");
    static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32,128}");
    static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{2,4096}");
    static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{3,255}");
    static final Pattern KEY = Pattern.compile("[^\\p{Cntrl}\\ud800-\\udfff]{1,1024}");

    String text(String field, Pattern form) {
        return optional(field, form).orElseThrow(() -> new MalformedDigest(place + field + " is missing"));
    }

    /** A text; empty where it is null or not there. */
    Optional<String> optional(String field, Pattern form) {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual() || !form.matcher(node.textValue()).matches()) {
            throw new MalformedDigest(place + field + " is not of its form");
        }
        return Optional.of(node.textValue());
    }

    Instant time(String field) {
        return optionalTime(field).orElseThrow(() -> new MalformedDigest(place + field + " is missing"));
    }

    Optional<Instant> optionalTime(String field) {
        try {
            return optional(field, TIME).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new MalformedDigest(place + field + " is no time of the calendar");
        }
    }

    JsonNode list(String field) {
        JsonNode node = object.get(field);
        if (node == null || !node.isArray()) {
            throw new MalformedDigest(place + field + " is no list");
        }
        return node;
    }
}
