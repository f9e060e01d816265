package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.file.LogAppends;
import dev.gatehouse.audit.ingest.file.ObjectKeys;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Walks all chains of a bucket now and then, and puts on record what is found. A finding that was found before is not put on
 * record again: it is the same event.
 */
public final class ChainWatch {
    /** Digests come late and in any order, so that those of the last hours are left alone. */
    private static final Duration SETTLED = Duration.ofHours(3);

    private static final String FOLDER = "CloudTrail-Digest/";

    private final TrailStore store;
    private final DigestWalker walker;
    private final LogAppends log;
    private final Scope scope;
    private final InstantSource clock;

    public ChainWatch(TrailStore store, DigestWalker walker, LogAppends log, Scope scope, InstantSource clock) {
        this.store = store;
        this.walker = walker;
        this.log = log;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * Which chains are walked.
     *
     * @param bucket the bucket that has them
     * @param regions the regions of the log files; none is all
     * @param back how far back a walk goes
     */
    public record Scope(String bucket, Set<String> regions, Duration back) {
        public Scope {
            regions = Set.copyOf(regions);
            if (!back.isPositive()) {
                throw new IllegalArgumentException("walk-back must be above zero");
            }
        }
    }

    /**
     * Walks each chain once.
     *
     * @return what was found, a report for each chain
     * @throws TrailUnavailable the bucket can't be read
     * @throws dev.gatehouse.audit.log.LogUnavailable what was found may not be durable
     */
    public List<WalkReport> walk() {
        Instant to = clock.instant().minus(SETTLED);
        return chains().map(chain -> walk(chain, to)).toList();
    }

    private WalkReport walk(TrailChain chain, Instant to) {
        WalkReport report = walker.walk(chain, to.minus(scope.back()), to);
        List<Event> events = report.findings().stream()
                .flatMap(finding -> DigestEvents.of(finding).stream())
                .toList();
        log.append(events);
        return report;
    }

    private Stream<TrailChain> chains() {
        return store.keys(scope.bucket(), "").stream()
                .map(this::chain)
                .flatMap(Optional::stream)
                .filter(chain -> scope.regions().isEmpty() || scope.regions().contains(chain.region()))
                .distinct();
    }

    private Optional<TrailChain> chain(String key) {
        int folder = key.indexOf(FOLDER);
        return folder >= 0 && ObjectKeys.kind(key) instanceof CloudTrailDigest digest
                ? Optional.of(new TrailChain(
                        scope.bucket(),
                        key.substring(0, folder),
                        digest.account(),
                        digest.region(),
                        digest.trail(),
                        digest.homeRegion()))
                : Optional.empty();
    }
}
