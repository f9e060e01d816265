package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.file.InflatedFile;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.InflationResult;
import dev.gatehouse.audit.ingest.file.ObjectKeys;
import dev.gatehouse.audit.ingest.file.ObjectKind;
import dev.gatehouse.audit.ingest.file.StoredObject;
import java.security.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Judges one digest by itself: its form, its signature, and whether it stands where CloudTrail put it. */
final class DigestJudge {
    /** The public key is not known: no tampering is seen, and none is ruled out. */
    static final String UNKNOWN_KEY = "unknown-key";

    static final String OK = "ok";

    private static final String SIGNATURE = "signature";
    private static final String ALGORITHM = "signature-algorithm";
    private static final String BACKFILL_MADE = "backfill-generation-timestamp";

    private final DigestKeys keys;
    private final Inflation inflation;

    DigestJudge(DigestKeys keys, Inflation inflation) {
        this.keys = keys;
        this.inflation = inflation;
    }

    JudgedDigest judge(StoredObject object) {
        return switch (inflation.inflate(
                object.location().text(), object.bytes().copy())) {
            case InflationResult.Refused refused ->
                invalid(object, refused.reason().word(), "");
            case InflationResult.Inflated inflated -> judge(object, inflated.file());
        };
    }

    JudgedDigest judge(StoredObject object, InflatedFile file) {
        try {
            return judge(object, DigestReader.read(file.bytes()), file.sha256());
        } catch (MalformedDigest e) {
            return invalid(object, "malformed", file.sha256());
        }
    }

    private JudgedDigest judge(StoredObject object, DigestFile digest, String sha256) {
        String signature = object.metadata().getOrDefault(SIGNATURE, "");
        String reason = signatureProblem(object, digest, sha256, signature);
        if (!reason.equals(OK)) {
            return new JudgedDigest(
                    object.location(), DigestOutcome.INVALID, reason, Optional.of(digest), sha256, signature);
        }
        boolean inPlace = digest.location().mayBe(object.location());
        return new JudgedDigest(
                object.location(),
                inPlace ? DigestOutcome.VALID : DigestOutcome.MOVED,
                inPlace ? OK : "other-location",
                Optional.of(digest),
                sha256,
                signature);
    }

    private String signatureProblem(StoredObject object, DigestFile digest, String sha256, String signature) {
        Map<String, String> metadata = object.metadata();
        if (signature.isEmpty() || !metadata.containsKey(ALGORITHM)) {
            return "no-signature";
        }
        if (!DigestFile.ALGORITHM.equals(metadata.get(ALGORITHM))
                || !digest.signatureAlgorithm().equals(DigestFile.ALGORITHM)) {
            return "other-algorithm";
        }
        Optional<Instant> signed = signingTime(digest, metadata);
        if (signed.isEmpty()) {
            return "no-generation-time";
        }
        Optional<PublicKey> key = keys.key(digest.fingerprint(), signed.get());
        if (key.isEmpty()) {
            return UNKNOWN_KEY;
        }
        return DigestSignature.verify(digest, sha256, signature, key.get()) ? OK : "bad-signature";
    }

    /** A backfill digest is signed when it is made, which may be long after its hour and with another key. */
    private static Optional<Instant> signingTime(DigestFile digest, Map<String, String> metadata) {
        if (!isBackfill(digest)) {
            return Optional.of(digest.end());
        }
        try {
            return Optional.ofNullable(metadata.get(BACKFILL_MADE)).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The signed name says so, not the one under which the digest was found. */
    static boolean isBackfill(DigestFile digest) {
        return ObjectKeys.kind(digest.location().key()) instanceof ObjectKind.CloudTrailDigest kind && kind.backfill();
    }

    private static JudgedDigest invalid(StoredObject object, String reason, String sha256) {
        return new JudgedDigest(
                object.location(),
                DigestOutcome.INVALID,
                reason,
                Optional.empty(),
                sha256,
                object.metadata().getOrDefault(SIGNATURE, ""));
    }
}
