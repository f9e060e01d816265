package dev.gatehouse.scanner.report;

import dev.gatehouse.scanner.finding.CoverageEntry;
import java.util.List;
import java.util.Map;

/**
 * What a scan looked at and what it did not.
 *
 * @param scanned how many objects were looked at in whole
 * @param bytes how many bytes were read
 * @param partial how many were looked at in part
 * @param denied how many could not be read
 * @param undecodable how many were not what they say
 * @param excluded how many the configuration leaves out, by the reason
 * @param incomplete those that were not looked at in whole, without the excluded ones; the first of them if they are very many
 * @param unlisted how many further ones there were
 */
public record CoverageSummary(
        long scanned,
        long bytes,
        long partial,
        long denied,
        long undecodable,
        Map<String, Long> excluded,
        List<CoverageEntry> incomplete,
        long unlisted) {
    public CoverageSummary {
        excluded = Map.copyOf(excluded);
        incomplete = List.copyOf(incomplete);
    }

    /** Whether nothing was missed that the configuration asks for. */
    public boolean isComplete() {
        return partial + denied + undecodable == 0;
    }

    /** How many were excluded, for any reason. */
    public long excludedObjects() {
        return excluded.values().stream().mapToLong(Long::longValue).sum();
    }
}
