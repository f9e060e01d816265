package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.cloudtrail.DigestListing.Named;
import dev.gatehouse.audit.ingest.file.ObjectKeys;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailDigest;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One walk along a chain. */
final class ChainWalk {
    private final TrailStore store;
    private final DigestJudge judge;
    private final FileCheck files;
    private final TrailChain chain;
    private final DigestListing listing;
    private final int maxDigests;
    private final List<DigestFinding> findings = new ArrayList<>();
    private final Set<ObjectLocation> visited = new HashSet<>();
    private boolean complete = true;

    ChainWalk(
            TrailStore store,
            DigestJudge judge,
            FileCheck files,
            TrailChain chain,
            DigestListing listing,
            int maxDigests) {
        this.store = store;
        this.judge = judge;
        this.files = files;
        this.chain = chain;
        this.listing = listing;
        this.maxDigests = maxDigests;
    }

    WalkReport report() {
        return new WalkReport(findings, complete);
    }

    /**
     * A step: where the next older digest is to be, and what the newer one says of it.
     *
     * @param newer the digest that names it; empty where only the listing does
     */
    private record Step(Named at, Optional<DigestFile> newer) {}

    void alongTheChain(Instant from) {
        Optional<Step> next = listing.regular().stream().findFirst().map(newest -> new Step(newest, Optional.empty()));
        while (next.isPresent() && mayVisit(next.get().at().location())) {
            next = visit(next.get(), from);
        }
    }

    /** Digests that the bucket lists, and no digest of the chain names. */
    void passedBy() {
        for (Named named : listing.regular()) {
            if (!visited.contains(named.location()) && mayVisit(named.location())) {
                alone(named, "not-in-chain");
            }
        }
    }

    void backfill() {
        for (Named named : listing.backfill()) {
            if (mayVisit(named.location())) {
                alone(named, DigestJudge.OK);
            }
        }
    }

    private void alone(Named named, String reason) {
        Optional<StoredObject> object = store.get(named.location());
        if (object.isEmpty()) {
            missing(named);
            return;
        }
        JudgedDigest judged = judge.judge(object.get());
        found(named, judged.outcome() == DigestOutcome.VALID ? judged.as(DigestOutcome.VALID, reason) : judged);
    }

    private boolean mayVisit(ObjectLocation location) {
        if (visited.size() >= maxDigests) {
            complete = false;
            return false;
        }
        // Hashes of hashes can't go in a circle; digests that nobody signed can.
        return visited.add(location);
    }

    private Optional<Step> visit(Step step, Instant from) {
        Optional<StoredObject> object = store.get(step.at().location());
        if (object.isEmpty()) {
            missing(step.at());
            return listedBefore(step.at().end());
        }
        JudgedDigest judged = linked(judge.judge(object.get()), step.newer());
        found(step.at(), judged);
        if (!judged.authentic() || judged.digest().isEmpty()) {
            return listedBefore(step.at().end());
        }
        DigestFile digest = judged.digest().get();
        step.newer().ifPresent(newer -> gap(digest.end(), newer, "times-do-not-join"));
        return digest.start().isAfter(from) ? older(digest) : Optional.empty();
    }

    /** A sound digest that is not the one which the next digest names has taken its place. */
    private static JudgedDigest linked(JudgedDigest judged, Optional<DigestFile> newer) {
        boolean same = newer.isEmpty()
                || (newer.get().previousSignature().equals(Optional.of(judged.signature()))
                        && newer.get().previousSha256().equals(Optional.of(judged.sha256())));
        return same || !judged.authentic() ? judged : judged.as(DigestOutcome.INVALID, "not-the-one-named");
    }

    private Optional<Step> older(DigestFile digest) {
        if (digest.previous().isPresent()) {
            ObjectLocation previous = digest.previous().get();
            Instant end =
                    chain.digest(previous.key()).map(CloudTrailDigest::end).orElse(digest.start());
            return Optional.of(new Step(new Named(previous, end), Optional.of(digest)));
        }
        Optional<Named> listed = listing.newestBefore(digest.end());
        listed.ifPresent(before -> gap(before.end(), digest, "no-previous-digest"));
        return listed.map(before -> new Step(before, Optional.empty()));
    }

    private Optional<Step> listedBefore(Instant time) {
        return listing.newestBefore(time).map(before -> new Step(before, Optional.empty()));
    }

    private void gap(Instant begin, DigestFile after, String reason) {
        if (begin.isBefore(after.start())) {
            findings.add(new DigestFinding(
                    chain.account(),
                    after.location(),
                    "",
                    DigestOutcome.GAP,
                    reason,
                    Optional.of(begin),
                    after.start(),
                    false,
                    List.of()));
        }
    }

    private void missing(Named named) {
        findings.add(new DigestFinding(
                chain.account(),
                named.location(),
                "",
                DigestOutcome.MISSING,
                "not-found",
                Optional.empty(),
                named.end(),
                isBackfill(named.location()),
                List.of()));
    }

    private void found(Named named, JudgedDigest judged) {
        Optional<DigestFile> digest = judged.digest();
        findings.add(new DigestFinding(
                chain.account(),
                judged.location(),
                judged.sha256(),
                judged.outcome(),
                judged.reason(),
                digest.map(DigestFile::start),
                digest.map(DigestFile::end).orElse(named.end()),
                isBackfill(named.location()),
                digest.filter(ignored -> judged.authentic()).map(this::files).orElse(List.of())));
    }

    private List<FileFinding> files(DigestFile digest) {
        return digest.logFiles().stream().map(files::check).toList();
    }

    private static boolean isBackfill(ObjectLocation location) {
        return ObjectKeys.kind(location.key()) instanceof CloudTrailDigest digest && digest.backfill();
    }
}
