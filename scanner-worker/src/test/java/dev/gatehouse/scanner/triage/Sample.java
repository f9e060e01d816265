package dev.gatehouse.scanner.triage;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.finding.Redaction;
import dev.gatehouse.scanner.finding.Validity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Findings as tests need them. */
public final class Sample {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Sample() {}

    public static Fingerprint fingerprint(int number) {
        return new Fingerprint(String.format("%064x", number));
    }

    public static Location place(String path, long line) {
        return Location.of(ObjectName.of("dir:/srv", path), line, 1, line);
    }

    public static Finding finding(int number, Location... places) {
        return finding(number, "aws-access-key", Confidence.MEDIUM, Optional.empty(), places);
    }

    public static Finding finding(
            int number, String rule, Confidence confidence, Optional<String> owner, Location... places) {
        return new Finding(
                rule,
                confidence,
                new Redaction("AKIA******"),
                fingerprint(number),
                List.of(places),
                owner,
                Validity.UNKNOWN);
    }

    /** A finding that is new. */
    public static TrackedFinding tracked(int number) {
        return tracked(finding(number, place("a.txt", number)), NOON.plusSeconds(number));
    }

    public static TrackedFinding tracked(Finding finding, Instant at) {
        return TrackedFinding.first(new Sighting(finding, "scan-1", at), TrackingLimits.DEFAULT);
    }

    /** The same finding after a decision. */
    public static TrackedFinding decided(TrackedFinding finding, FindingState to) {
        return finding.decided(
                new StateOrder(to, "token:ada", Optional.of("because")),
                NOON.plusSeconds(3_600),
                TrackingLimits.DEFAULT);
    }

    static Location[] places(String path, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(line -> place(path, line))
                .toArray(Location[]::new);
    }
}
