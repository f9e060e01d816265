package dev.gatehouse.audit.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.audit.ingest.file.ObjectNotices.BadNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the files that one message names. */
final class NoticedObjects {
    private static final String CREATED = "ObjectCreated:";
    private static final int MAX_BUCKET = 255;

    private final AllowedBuckets buckets;
    private final List<ObjectLocation> allowed = new ArrayList<>();
    private final List<ObjectLocation> refused = new ArrayList<>();
    private int ignored;

    NoticedObjects(AllowedBuckets buckets) {
        this.buckets = buckets;
    }

    Notice notice() {
        return new Notice.Objects(allowed, refused, ignored);
    }

    /** S3's own form. */
    void addRecords(JsonNode records) throws BadNotice {
        requireList(records, "Records");
        for (JsonNode event : records) {
            require(text(event, "eventSource").equals("aws:s3"), "a record's eventSource is not aws:s3");
            String name = text(event, "eventName");
            if (name.startsWith(CREATED) || name.startsWith("s3:" + CREATED)) {
                JsonNode s3 = event.path("s3");
                String encoded = text(s3.path("object"), "key");
                add(
                        text(s3.path("bucket"), "name"),
                        ObjectKeyDecoding.decode(encoded)
                                .orElseThrow(() -> new BadNotice("a key is not encoded as S3 encodes keys")));
            } else {
                ignored++;
            }
        }
    }

    /** CloudTrail's own form. */
    void addCloudTrails(JsonNode message) throws BadNotice {
        String bucket = text(message, "s3Bucket");
        JsonNode keys = message.get("s3ObjectKey");
        requireList(keys, "s3ObjectKey");
        for (JsonNode key : keys) {
            require(key.isTextual(), "an s3ObjectKey is no text");
            add(bucket, key.textValue());
        }
    }

    /** EventBridge's form. */
    void addEventBridge(JsonNode event) throws BadNotice {
        require(text(event, "source").equals("aws.s3"), "the event's source is not aws.s3");
        if (text(event, "detail-type").equals("Object Created")) {
            JsonNode detail = event.path("detail");
            add(text(detail.path("bucket"), "name"), text(detail.path("object"), "key"));
        } else {
            ignored++;
        }
    }

    private void add(String bucket, String key) throws BadNotice {
        require(!bucket.isEmpty() && bucket.length() <= MAX_BUCKET, "a bucket's name is empty or too long");
        byte[] bytes = key.getBytes(UTF_8);
        require(bytes.length > 0 && bytes.length <= ObjectKeys.MAX_KEY, "a key is empty or too long");
        require(new String(bytes, UTF_8).equals(key), "a key is not Unicode");
        ObjectLocation location = ObjectLocation.of(bucket, key);
        (buckets.allows(bucket) ? allowed : refused).add(location);
    }

    private static String text(JsonNode object, String field) throws BadNotice {
        Optional<String> text = ObjectNotices.text(object, field);
        return text.orElseThrow(() -> new BadNotice(field + " is missing, or no text"));
    }

    private static void requireList(JsonNode node, String name) throws BadNotice {
        require(node.isArray(), name + " is no list");
        require(node.size() <= ObjectNotices.MAX_OBJECTS, name + " has more than " + ObjectNotices.MAX_OBJECTS);
    }

    private static void require(boolean holds, String otherwise) throws BadNotice {
        if (!holds) {
            throw new BadNotice(otherwise);
        }
    }
}
