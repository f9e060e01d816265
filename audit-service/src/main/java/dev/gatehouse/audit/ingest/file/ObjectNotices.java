package dev.gatehouse.audit.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * Tells apart the bodies of a queue's messages that say that files are there:
 *
 * <ol>
 *   <li>S3's event notification, {@code {"Records":[{"eventSource":"aws:s3",...}]}}, its keys encoded as in a form; and the
 *       {@code s3:TestEvent} that S3 sends when it is set up
 *   <li>an SNS envelope around it
 *   <li>CloudTrail's own notice, {@code {"s3Bucket":"b","s3ObjectKey":["..."]}}, in an SNS envelope, its keys as they are
 *   <li>the second and third with raw message delivery: without the envelope
 *   <li>EventBridge's {@code Object Created}, its key as it is
 * </ol>
 *
 * The sources are the user guides of S3 ("Event message structure", "EventBridge event message structure"), SNS ("Raw message
 * delivery") and CloudTrail ("Configuring Amazon SNS notifications"). Safe for use by many threads.
 */
public final class ObjectNotices {
    /** UTF-8 bytes that a body may have: SQS's largest message. */
    public static final int MAX_BODY = 1 << 20;

    /** How deeply a body may be nested. */
    public static final int MAX_DEPTH = 32;

    /** Files that one message may name. */
    public static final int MAX_OBJECTS = 1_000;

    private static final String CLOUDTRAIL_TEST = "CloudTrail validation message.";

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_BODY)
                    .build())
            .build();
    private static final JsonMapper MAPPER = JsonMapper.builder(JSON)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final AllowedBuckets buckets;

    public ObjectNotices(AllowedBuckets buckets) {
        this.buckets = buckets;
    }

    /** What a message's body says. */
    public Notice read(String body) {
        try {
            return body(json(body));
        } catch (BadNotice bad) {
            return new Notice.Malformed(String.valueOf(bad.getMessage()));
        }
    }

    private Notice body(JsonNode body) throws BadNotice {
        if (text(body, "Type").isPresent() && body.has("Message")) {
            return envelope(body);
        }
        return message(body);
    }

    private Notice envelope(JsonNode body) throws BadNotice {
        if (!text(body, "Type").equals(Optional.of("Notification"))) {
            throw new BadNotice("the SNS envelope is no notification");
        }
        String message =
                text(body, "Message").orElseThrow(() -> new BadNotice("the SNS envelope's Message is no text"));
        return message.equals(CLOUDTRAIL_TEST) ? new Notice.Test() : message(json(message));
    }

    private Notice message(JsonNode message) throws BadNotice {
        NoticedObjects objects = new NoticedObjects(buckets);
        if (message.has("Records")) {
            objects.addRecords(message.get("Records"));
        } else if (message.has("s3ObjectKey")) {
            objects.addCloudTrails(message);
        } else if (message.has("detail-type")) {
            objects.addEventBridge(message);
        } else if (text(message, "Event").equals(Optional.of("s3:TestEvent"))) {
            return new Notice.Test();
        } else {
            throw new BadNotice("the message has none of the five forms");
        }
        return objects.notice();
    }

    private static JsonNode json(String text) throws BadNotice {
        // A text has at least as many bytes as characters.
        if (text.length() > MAX_BODY || text.getBytes(UTF_8).length > MAX_BODY) {
            throw new BadNotice("the message has more than " + MAX_BODY + " bytes");
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            if (!node.isObject()) {
                throw new BadNotice("the message is no JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            // Its message quotes what was read.
            throw new BadNotice("the message is no JSON of distinct fields, at most " + MAX_DEPTH + " deep");
        }
    }

    static Optional<String> text(JsonNode object, String field) {
        return Optional.ofNullable(object.get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /** Ends the reading of a message. Checked, and without a stack: it is an expected outcome. */
    static final class BadNotice extends Exception {
        private static final long serialVersionUID = 1L;

        BadNotice(String problem) {
            super(problem, null, false, false);
        }
    }
}
