package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.file.Inflation;
import java.time.Duration;
import java.time.Instant;

/**
 * Walks a chain of digests backwards, from the newest to a start time, and judges each digest, the links between them, and the
 * files that they name. Backfill digests stand outside the chain and are judged one by one.
 *
 * <p>It is stricter than {@code aws cloudtrail validate-logs}, whose steps it follows: a digest must also be the very one that
 * the next digest names by hash and signature, times must join, listed digests that the chain passes by are judged too, and a
 * file must be one gzip member. Never throws for what it finds.
 */
public final class DigestWalker {
    /** A digest is delivered within about an hour of its end, so a time's digest ends at most so much later. */
    private static final Duration SPILL = Duration.ofHours(1);

    private final TrailStore store;
    private final DigestJudge judge;
    private final FileCheck files;
    private final int maxDigests;

    /**
     * @param files how the files that digests name are checked
     * @param maxDigests digests that one walk visits at most
     */
    public DigestWalker(TrailStore store, DigestKeys keys, Inflation inflation, FileCheck files, int maxDigests) {
        this.store = store;
        this.judge = new DigestJudge(keys, inflation);
        this.files = files;
        this.maxDigests = maxDigests;
    }

    /**
     * Walks from the newest digest of {@code to} back to the one that has {@code from} in its hour.
     *
     * @throws TrailUnavailable the store can't be reached
     */
    public WalkReport walk(TrailChain chain, Instant from, Instant to) {
        DigestListing listing = DigestListing.of(store, chain, from, to.plus(SPILL));
        ChainWalk walk = new ChainWalk(store, judge, files, chain, listing, maxDigests);
        walk.alongTheChain(from);
        walk.passedBy();
        walk.backfill();
        return walk.report();
    }
}
