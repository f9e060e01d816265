package dev.gatehouse.audit.ingest.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.file.Gzips;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.InflationLimits;
import dev.gatehouse.audit.ingest.file.InflationResult;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.StoredObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A bucket with a trail's logs and digests, signed as CloudTrail signs them; for tests, which then change it. */
public final class Trail implements TrailStore {
    public static final String ACCOUNT = "111122223333";
    public static final String REGION = "eu-west-1";
    public static final String FINGERPRINT = "0123456789abcdef0123456789abcdef";
    public static final KeyPair KEYS = rsa(2_048);
    public static final Instant FIRST_HOUR = Instant.parse("2026-03-01T22:00:00Z");

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

    public final Map<ObjectLocation, StoredObject> objects = new LinkedHashMap<>();
    private Optional<Written> newest = Optional.empty();

    /** A digest that was put into the bucket. */
    public record Written(ObjectLocation location, String sha256, String signature, Instant start, Instant end) {}

    /** What a digest is made of; tests change one thing at a time. */
    public record Draft(
            String bucket,
            Instant start,
            Instant end,
            Optional<Written> previous,
            List<ObjectLocation> files,
            boolean backfill,
            PrivateKey key) {
        public Draft in(String other) {
            return new Draft(other, start, end, previous, files, backfill, key);
        }

        public Draft after(Optional<Written> other) {
            return new Draft(bucket, start, end, other, files, backfill, key);
        }

        public Draft asBackfill() {
            return new Draft(bucket, start, end, Optional.empty(), files, true, key);
        }

        public Draft signedBy(PrivateKey other) {
            return new Draft(bucket, start, end, previous, files, backfill, other);
        }
    }

    public static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static DigestKeys keys() {
        return (fingerprint, time) ->
                fingerprint.equals(FINGERPRINT) ? Optional.of(KEYS.getPublic()) : Optional.empty();
    }

    public static TrailChain chain() {
        return new TrailChain("trail", "AWSLogs/" + ACCOUNT + "/", ACCOUNT, REGION, "mytrail", "us-east-1");
    }

    /** The draft of the digest of an hour, with two log files, which are put into the bucket. */
    public Draft hour(int hour) {
        Instant start = FIRST_HOUR.plus(Duration.ofHours(hour));
        return new Draft(
                "trail",
                start,
                start.plus(Duration.ofHours(1)),
                newest,
                List.of(log(start, 'a'), log(start, 'b')),
                false,
                KEYS.getPrivate());
    }

    /** Digests of so many hours, each naming two log files; the oldest first. */
    public List<Written> hours(int count) {
        List<Written> written = new ArrayList<>();
        for (int hour = 0; hour < count; hour++) {
            written.add(write(hour(hour)));
        }
        return written;
    }

    public ObjectLocation log(Instant start, char which) {
        String time = MINUTE.format(start);
        String name = ACCOUNT + "_CloudTrail_" + REGION + "_" + time + "_"
                + String.valueOf(which).repeat(16);
        ObjectLocation location = ObjectLocation.of(
                "trail",
                "AWSLogs/" + ACCOUNT + "/CloudTrail/" + REGION + "/" + DAY.format(start) + "/" + name + ".json.gz");
        objects.put(location, object(location, content(location), Map.of()));
        return location;
    }

    public static byte[] content(ObjectLocation location) {
        return ("{\"Records\":[{\"eventID\":\"" + location.fileName() + "\"}]}").getBytes(UTF_8);
    }

    public static StoredObject object(ObjectLocation location, byte[] content, Map<String, String> metadata) {
        return new StoredObject(location, ByteSlice.of(Gzips.member(content)), metadata);
    }

    /** Signs a digest and puts it into the bucket; it is the newest of the chain from now on, unless it is backfill. */
    public Written write(Draft draft) {
        String name = ACCOUNT + "_CloudTrail-Digest_" + REGION + "_mytrail_us-east-1_" + SECOND.format(draft.end())
                + (draft.backfill() ? "_backfill" : "") + ".json.gz";
        ObjectLocation location = ObjectLocation.of(
                draft.bucket(),
                "AWSLogs/" + ACCOUNT + "/CloudTrail-Digest/" + REGION + "/" + DAY.format(draft.end()) + "/" + name);
        byte[] json = json(draft, location).getBytes(UTF_8);
        String sha256 = ByteSlice.of(json).sha256();
        String signature = sign(
                draft.end() + "\n" + draft.bucket() + "/" + location.key() + "\n" + sha256 + "\n"
                        + draft.previous().map(Written::signature).orElse("null"),
                draft.key());
        Map<String, String> metadata =
                new TreeMap<>(Map.of("signature", signature, "signature-algorithm", "SHA256withRSA"));
        if (draft.backfill()) {
            metadata.put("backfill-generation-timestamp", "2026-03-05T00:00:00Z");
        }
        objects.put(location, object(location, json, metadata));
        Written written = new Written(location, sha256, signature, draft.start(), draft.end());
        if (!draft.backfill()) {
            newest = Optional.of(written);
        }
        return written;
    }

    private static String json(Draft draft, ObjectLocation location) {
        String files = draft.files().stream()
                .map(file -> """
                        {"s3Bucket":"%s","s3Object":"%s","hashValue":"%s","hashAlgorithm":"SHA-256",\
                        "newestEventTime":"2026-03-01T22:10:00Z","oldestEventTime":"2026-03-01T22:01:00Z"}""".formatted(
                                file.bucket().orElseThrow(),
                                file.key(),
                                ByteSlice.of(content(file)).sha256()))
                .collect(Collectors.joining(","));
        return """
                {"awsAccountId":"%s","digestStartTime":"%s","digestEndTime":"%s","digestS3Bucket":"%s",\
                "digestS3Object":"%s","digestPublicKeyFingerprint":"%s","digestSignatureAlgorithm":"SHA256withRSA",\
                "newestEventTime":"2026-03-01T22:10:00Z","oldestEventTime":null,"previousDigestS3Bucket":%s,\
                "previousDigestS3Object":%s,"previousDigestHashValue":%s,"previousDigestHashAlgorithm":"SHA-256",\
                "previousDigestSignature":%s,"logFiles":[%s]}""".formatted(
                        ACCOUNT,
                        draft.start(),
                        draft.end(),
                        draft.bucket(),
                        location.key(),
                        FINGERPRINT,
                        quoted(draft.previous().flatMap(one -> one.location().bucket())),
                        quoted(draft.previous().map(one -> one.location().key())),
                        quoted(draft.previous().map(Written::sha256)),
                        quoted(draft.previous().map(Written::signature)),
                        files);
    }

    private static String quoted(Optional<String> text) {
        return text.map(present -> '"' + present + '"').orElse("null");
    }

    private static String sign(String text, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public void move(ObjectLocation from, ObjectLocation to) {
        StoredObject object = Objects.requireNonNull(objects.remove(from));
        objects.put(to, new StoredObject(to, object.bytes(), object.metadata()));
    }

    /** Changes an object's inflated content, and leaves its metadata. */
    public void replace(ObjectLocation location, String find, String put) {
        StoredObject old = Objects.requireNonNull(objects.get(location));
        String text = ((InflationResult.Inflated) new Inflation(InflationLimits.DEFAULT)
                        .inflate("x", old.bytes().copy()))
                .file()
                .bytes()
                .text();
        objects.put(location, object(location, text.replace(find, put).getBytes(UTF_8), old.metadata()));
    }

    @Override
    public Optional<StoredObject> get(ObjectLocation location) {
        return Optional.ofNullable(objects.get(location));
    }

    @Override
    public List<String> keys(String bucket, String prefix) {
        return objects.keySet().stream()
                .filter(location -> location.bucket().equals(Optional.of(bucket)))
                .map(ObjectLocation::key)
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .toList();
    }
}
