package dev.gatehouse.audit.ingest.cloudtrail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.cloudtrail.DigestFile.LogFile;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a digest's JSON. Strict in all fields that it knows; others, which CloudTrail may add, are passed over. */
final class DigestReader {
    /** Log files that a digest may name. */
    static final int MAX_FILES = 100_000;

    private static final int MAX_DEPTH = 8;
    private static final String SHA_256 = "SHA-256";

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    private static final JsonMapper MAPPER = JsonMapper.builder(JSON)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DigestReader() {}

    /** @throws MalformedDigest the bytes are no digest */
    static DigestFile read(ByteSlice inflated) {
        DigestFields fields = new DigestFields(object(inflated), "");
        String endText = fields.text("digestEndTime", DigestFields.TIME);
        Optional<ObjectLocation> previous = location(fields, "previousDigestS3Bucket", "previousDigestS3Object");
        requireSha256(fields.optional("previousDigestHashAlgorithm", DigestFields.WORD));
        return new DigestFile(
                fields.text("awsAccountId", DigestFields.ACCOUNT),
                fields.time("digestStartTime"),
                fields.time("digestEndTime"),
                endText,
                required(location(fields, "digestS3Bucket", "digestS3Object"), "digestS3Bucket"),
                fields.text("digestPublicKeyFingerprint", DigestFields.FINGERPRINT),
                fields.text("digestSignatureAlgorithm", DigestFields.WORD),
                fields.optionalTime("newestEventTime"),
                fields.optionalTime("oldestEventTime"),
                previous,
                fields.optional("previousDigestHashValue", DigestFields.SHA256),
                fields.optional("previousDigestSignature", DigestFields.SIGNATURE),
                logFiles(fields.list("logFiles")));
    }

    private static JsonNode object(ByteSlice inflated) {
        try {
            JsonNode node = MAPPER.readTree(inflated.array(), inflated.offset(), inflated.length());
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // Its message quotes what was read.
            throw new MalformedDigest("it is no JSON of distinct fields");
        }
        throw new MalformedDigest("it is no JSON object");
    }

    private static List<LogFile> logFiles(JsonNode list) {
        if (list.size() > MAX_FILES) {
            throw new MalformedDigest("logFiles has more than " + MAX_FILES);
        }
        List<LogFile> files = new ArrayList<>(list.size());
        for (JsonNode node : list) {
            DigestFields fields = new DigestFields(node, "logFiles[" + files.size() + "].");
            requireSha256(Optional.of(fields.text("hashAlgorithm", DigestFields.WORD)));
            files.add(new LogFile(
                    required(location(fields, "s3Bucket", "s3Object"), "s3Bucket"),
                    fields.text("hashValue", DigestFields.SHA256),
                    fields.optionalTime("newestEventTime"),
                    fields.optionalTime("oldestEventTime")));
        }
        return files;
    }

    private static Optional<ObjectLocation> location(DigestFields fields, String bucket, String object) {
        Optional<String> name = fields.optional(bucket, DigestFields.BUCKET);
        Optional<String> key = fields.optional(object, DigestFields.KEY);
        if (name.isPresent() != key.isPresent()) {
            throw new MalformedDigest(bucket + " and " + object + " are not there together");
        }
        return name.map(present -> ObjectLocation.of(present, key.orElseThrow()));
    }

    private static ObjectLocation required(Optional<ObjectLocation> location, String field) {
        return location.orElseThrow(() -> new MalformedDigest(field + " is missing"));
    }

    private static void requireSha256(Optional<String> algorithm) {
        if (algorithm.isPresent() && !algorithm.get().equals(SHA_256)) {
            throw new MalformedDigest("a hash algorithm is not " + SHA_256);
        }
    }
}
