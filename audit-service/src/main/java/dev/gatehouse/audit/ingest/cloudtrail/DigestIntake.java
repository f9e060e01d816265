package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.file.FileHour;
import dev.gatehouse.audit.ingest.file.FileLedger;
import dev.gatehouse.audit.ingest.file.InflatedFile;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.NamedFile;
import dev.gatehouse.audit.ingest.file.ObjectKeys;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailDigest;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.StoredObject;
import dev.gatehouse.audit.ingest.file.TrailDigests;
import java.util.List;
import java.util.Optional;

/**
 * Checks each digest as it comes in: its own signature, and its files against those that were read. The chain's links are the
 * {@link DigestWalker}'s business, since digests come late and in any order.
 */
public final class DigestIntake implements TrailDigests {
    private final DigestJudge judge;
    private final FileCheck files;
    private final FileLedger ledger;

    public DigestIntake(DigestKeys keys, Inflation inflation, FileLedger ledger) {
        this.judge = new DigestJudge(keys, inflation);
        this.files = new LedgerFileCheck(ledger);
        this.ledger = ledger;
    }

    @Override
    public Reading read(StoredObject object, CloudTrailDigest kind, InflatedFile file) {
        JudgedDigest judged = judge.judge(object, file);
        if (judged.digest().isEmpty()) {
            return new Reading.Malformed("it is no digest of CloudTrail's form");
        }
        DigestFile digest = judged.digest().get();
        DigestFinding finding = new DigestFinding(
                digest.account(),
                judged.location(),
                judged.sha256(),
                judged.outcome(),
                judged.reason(),
                Optional.of(digest.start()),
                digest.end(),
                kind.backfill(),
                digest.logFiles().stream().map(named -> check(judged, named)).toList());
        return judged.reason().equals(DigestJudge.UNKNOWN_KEY)
                ? new Reading.Unchecked(
                        named(judged, digest), DigestEvents.of(finding), "the digest's public key is not known")
                : new Reading.Read(named(judged, digest), DigestEvents.of(finding));
    }

    /** The events correct what the digest's own said: that the file was missing, or had another content. */
    @Override
    public List<Event> late(ObjectLocation file, String sha256) {
        return ledger.namedAs(file.fileName()).stream()
                .filter(named -> named.digestVerdict() == DigestVerdict.VALID
                        && named.file().mayBe(file))
                .map(named -> late(named, sha256))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Event> late(NamedFile named, String sha256) {
        if (!(ObjectKeys.kind(named.digest().key()) instanceof CloudTrailDigest digest)) {
            return Optional.empty();
        }
        FileFinding file = named.sha256().equals(sha256)
                ? new FileFinding(named.file(), named.sha256(), DigestOutcome.VALID, "came-late")
                : new FileFinding(named.file(), named.sha256(), DigestOutcome.INVALID, "other-hash");
        DigestFinding finding = new DigestFinding(
                digest.account(),
                named.digest(),
                "",
                DigestOutcome.VALID,
                DigestJudge.OK,
                Optional.empty(),
                digest.end(),
                digest.backfill(),
                List.of(file));
        return Optional.of(DigestEvents.of(finding, file));
    }

    private FileFinding check(JudgedDigest judged, DigestFile.LogFile file) {
        return judged.authentic()
                ? files.check(file)
                : new FileFinding(file.location(), file.sha256(), DigestOutcome.INVALID, "digest-not-authentic");
    }

    private static List<NamedFile> named(JudgedDigest judged, DigestFile digest) {
        DigestVerdict verdict = judged.authentic()
                ? DigestVerdict.VALID
                : judged.reason().equals(DigestJudge.UNKNOWN_KEY) ? DigestVerdict.UNCHECKED : DigestVerdict.INVALID;
        return digest.logFiles().stream()
                .map(file -> new NamedFile(
                        file.location(),
                        file.sha256(),
                        judged.location(),
                        verdict,
                        FileHour.of(ObjectKeys.kind(file.location().key()))))
                .toList();
    }
}
