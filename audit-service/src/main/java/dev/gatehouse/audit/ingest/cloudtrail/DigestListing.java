package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailDigest;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The digests of a chain that its bucket has, by their names.
 *
 * @param regular those that are chained, the newest first
 * @param backfill the others, the newest first
 */
record DigestListing(List<Named> regular, List<Named> backfill) {
    /**
     * A digest by its name.
     *
     * @param end when its hour ended, as its name says
     */
    record Named(ObjectLocation location, Instant end) {}

    /** Those whose hours ended after {@code from} and not after {@code to}. */
    static DigestListing of(TrailStore store, TrailChain chain, Instant from, Instant to) {
        List<Named> regular = new ArrayList<>();
        List<Named> backfill = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(to, ZoneOffset.UTC);
        for (LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC); !day.isAfter(last); day = day.plusDays(1)) {
            for (String key : store.keys(chain.bucket(), chain.dayPrefix(day))) {
                Optional<CloudTrailDigest> digest = chain.digest(key);
                if (digest.isPresent()
                        && digest.get().end().isAfter(from)
                        && !digest.get().end().isAfter(to)) {
                    Named named = new Named(
                            ObjectLocation.of(chain.bucket(), key), digest.get().end());
                    (digest.get().backfill() ? backfill : regular).add(named);
                }
            }
        }
        Comparator<Named> newestFirst = Comparator.comparing(Named::end).reversed();
        regular.sort(newestFirst);
        backfill.sort(newestFirst);
        return new DigestListing(regular, backfill);
    }

    /** The newest chained digest that ended before a time. */
    Optional<Named> newestBefore(Instant time) {
        return regular.stream().filter(named -> named.end().isBefore(time)).findFirst();
    }
}
