package dev.gatehouse.audit.ingest.cloudtrail;

import java.util.List;

/**
 * What a walk along a chain of digests found.
 *
 * @param findings one for each digest and gap: the chain's from the newest on, then listed ones that the chain passes by, then
 *     the backfill digests
 * @param complete whether the walk came to its end, or was stopped by its limit
 */
public record WalkReport(List<DigestFinding> findings, boolean complete) {
    public WalkReport {
        findings = List.copyOf(findings);
    }

    /** How many digests, or gaps, have an outcome. */
    public long digests(DigestOutcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }

    /** How many log files have an outcome. */
    public long files(DigestOutcome outcome) {
        return findings.stream()
                .flatMap(finding -> finding.files().stream())
                .filter(file -> file.outcome() == outcome)
                .count();
    }
}
