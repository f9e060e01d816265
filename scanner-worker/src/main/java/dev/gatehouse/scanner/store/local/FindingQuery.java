package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.triage.FindingCursor;
import dev.gatehouse.scanner.triage.FindingFilter;
import dev.gatehouse.scanner.triage.FindingState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statement that lists findings: conditions for what the filter has, and a place in the order. */
final class FindingQuery {
    private final StringBuilder where = new StringBuilder("(first_seen, fingerprint) > (?, ?)");
    private final List<Object> parameters = new ArrayList<>();

    FindingQuery(FindingFilter filter, FindingCursor after, int limit) {
        parameters.add(after.millis());
        parameters.add(after.fingerprint());
        if (!filter.states().isEmpty()) {
            where.append(filter.states().stream()
                    .map(state -> "?")
                    .collect(Collectors.joining(", ", " AND state IN (", ")")));
            filter.states().stream().map(FindingState::word).sorted().forEach(parameters::add);
        }
        filter.rule().ifPresent(rule -> and("rule = ?", rule));
        filter.confidence().ifPresent(least -> and("confidence >= ?", rank(least)));
        filter.owner().ifPresent(owner -> and("owner = ?", owner));
        filter.seenFrom().ifPresent(from -> and("last_seen >= ?", from));
        filter.seenTo().ifPresent(to -> and("last_seen < ?", to));
        filter.source()
                .ifPresent(source -> and(
                        "EXISTS (SELECT 1 FROM finding_source s WHERE s.source = ? AND s.fingerprint ="
                                + " finding.fingerprint)",
                        source));
        parameters.add(limit);
    }

    String sql() {
        return "SELECT body FROM finding WHERE " + where + " ORDER BY first_seen, fingerprint LIMIT ?";
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    private void and(String condition, Object parameter) {
        where.append(" AND ").append(condition);
        parameters.add(parameter);
    }

    /** How sure a finding is, as the table orders it. */
    static int rank(Confidence confidence) {
        return switch (confidence) {
            case LOW -> 0;
            case MEDIUM -> 1;
            case HIGH -> 2;
        };
    }
}
