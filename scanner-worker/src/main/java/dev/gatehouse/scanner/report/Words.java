package dev.gatehouse.scanner.report;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.finding.Location;
import java.util.stream.Collectors;

/** Words that several forms of reports use. */
final class Words {
    private static final int SHORT_HASH = 12;

    private Words() {}

    /** How an object ended, in a word. */
    static String status(Coverage coverage) {
        return switch (coverage) {
            case Coverage.Scanned scanned -> "scanned";
            case Coverage.Partial partial -> "partial";
            case Coverage.Excluded excluded -> "excluded";
            case Coverage.Denied denied -> "denied";
            case Coverage.Undecodable undecodable -> "undecodable";
        };
    }

    /** Why it ended so. */
    static String reason(Coverage coverage) {
        return switch (coverage) {
            case Coverage.Scanned scanned -> "";
            case Coverage.Partial(long bytes, var gaps) ->
                gaps.stream().map(Words::gap).collect(Collectors.joining("; "));
            case Coverage.Excluded(String reason) -> reason;
            case Coverage.Denied(String reason) -> reason;
            case Coverage.Undecodable(String reason) -> reason;
        };
    }

    private static String gap(Gap gap) {
        return gap.rule().map(rule -> rule + ": ").orElse("") + gap.detail();
    }

    /** A place, for a terminal. */
    static String place(Location place) {
        String version = place.object()
                .version()
                .map(hash -> " @ " + hash.substring(0, Math.min(SHORT_HASH, hash.length())))
                .orElse("");
        String decoded = place.encodings().isEmpty() ? "" : " (" + String.join(" in ", place.encodings()) + ")";
        return Printable.of(place.object().path()) + ":" + place.line() + ":" + place.column() + Printable.of(version)
                + Printable.of(decoded);
    }

    /** A number of things. */
    static String count(long number, String one, String more) {
        return String.format("%,d %s", number, number == 1 ? one : more);
    }
}
