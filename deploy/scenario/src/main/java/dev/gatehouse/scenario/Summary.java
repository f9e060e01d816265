package dev.gatehouse.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** All steps as a table. */
record Summary(List<StepReport> steps) {
    private static final String ROW = "%-12s %-24s %9s %8s %-6s %s%n";

    Summary {
        steps = List.copyOf(steps);
    }

    /** Whether each step that leaves an event has one that is proven. */
    boolean proven() {
        return steps.stream()
                .allMatch(step -> step.evidence().map(Evidence.Found::proven).orElse(true));
    }

    /** How long it took from after one step to after another. */
    Duration between(String from, String to) {
        return Duration.between(step(from).at(), step(to).at());
    }

    private StepReport step(String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** For a terminal: a line a step. */
    String text() {
        StringBuilder text = new StringBuilder(
                ROW.formatted("step", "when", "took", "index", "proof", "what").stripTrailing() + "\n");
        for (StepReport step : steps) {
            text.append(ROW.formatted(
                    step.name(),
                    step.at().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                    seconds(step.took()),
                    step.evidence().map(found -> Long.toString(found.index())).orElse("-"),
                    step.evidence()
                            .map(found -> found.proven()
                                    ? "ok"
                                    : found.verdict().name().toLowerCase(Locale.ROOT))
                            .orElse("-"),
                    step.what()));
        }
        return text.toString();
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1_000.0);
    }
}
