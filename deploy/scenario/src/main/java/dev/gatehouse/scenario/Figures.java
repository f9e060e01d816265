package dev.gatehouse.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How long parts of the loop took, over many rounds. */
final class Figures {
    private static final String ROW = "%-24s %9s %9s %9s%n";

    private final List<Summary> rounds;

    Figures(List<Summary> rounds) {
        this.rounds = List.copyOf(rounds);
    }

    /** A table: a part a line, its median, its 99th percentile and its longest. */
    String text() {
        return ROW.formatted("of " + rounds.size() + " rounds", "p50", "p99", "max")
                + row("leak to finding", "leak", "finding")
                + row("finding to rotated", "finding", "rotation")
                + row("rotated to adopted", "rotation", "adoption")
                + row("adopted to retired", "adoption", "retirement")
                + row("retired to resolved", "retirement", "rescan")
                + row("leak to resolved", "leak", "rescan");
    }

    private String row(String name, String from, String to) {
        List<Duration> took =
                rounds.stream().map(round -> round.between(from, to)).sorted().toList();
        return String.format(
                Locale.ROOT,
                ROW,
                name,
                Summary.seconds(percentile(took, 50)),
                Summary.seconds(percentile(took, 99)),
                Summary.seconds(took.getLast()));
    }

    /** The nearest rank: the smallest that so many percent are not longer than. */
    private static Duration percentile(List<Duration> sorted, int percent) {
        int rank = Math.ceilDiv(percent * sorted.size(), 100);
        return sorted.get(Math.max(1, rank) - 1);
    }
}
