package dev.gatehouse.config.adoption;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one holder.
 *
 * @param principal who reported; nobody else can speak for this holder
 * @param reportedAt when it was last heard of, to the second
 */
record HolderRecord(
        String principal,
        String holder,
        String application,
        String environment,
        Instant reportedAt,
        List<Held> holdings) {
    HolderRecord {
        holdings = List.copyOf(holdings);
    }

    /** A version and since when it is held, to the second. */
    record Held(SecretName secret, VersionId version, Instant since) {}

    /** What a report makes of what was known. */
    static HolderRecord of(String principal, HolderReport report, Optional<HolderRecord> before, Instant now) {
        Instant second = Instant.ofEpochSecond(now.getEpochSecond());
        List<Held> held = new ArrayList<>();
        for (Holding holding : report.holdings()) {
            Instant since = before.flatMap(known -> known.held(holding.secret()))
                    .filter(known -> known.version().equals(holding.version()))
                    .map(Held::since)
                    .orElse(second);
            held.add(new Held(holding.secret(), holding.version(), since));
        }
        return new HolderRecord(principal, report.holder(), report.application(), report.environment(), second, held);
    }

    Optional<Held> held(SecretName secret) {
        return holdings.stream().filter(held -> held.secret().equals(secret)).findFirst();
    }

    /** Whether the other says the same, but for when. */
    boolean says(HolderRecord other) {
        return application.equals(other.application) && holdings.equals(other.holdings);
    }

    boolean olderThan(Duration age, Instant now) {
        return reportedAt.plus(age).isBefore(now);
    }
}
