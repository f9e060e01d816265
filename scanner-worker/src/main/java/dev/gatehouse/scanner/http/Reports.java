package dev.gatehouse.scanner.http;

import dev.gatehouse.scanner.triage.FindingReport;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The formats that findings can be exported in. */
public final class Reports {
    private final Map<String, FindingReport> byFormat = new TreeMap<>();

    public Reports(Collection<FindingReport> reports) {
        reports.forEach(report -> byFormat.put(report.format(), report));
    }

    Optional<FindingReport> of(String format) {
        return Optional.ofNullable(byFormat.get(format));
    }

    String formats() {
        return String.join(", ", byFormat.keySet());
    }
}
