package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.detect.sigma.SigmaRule;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered of a rule between events. The maps are in the order in which their entries were last touched. */
final class RuleMemory {
    private final SigmaRule rule;
    private final DetectionLimits limits;
    private final DetectionMetrics metrics;
    private final LinkedHashMap<String, Group> groups = new LinkedHashMap<>();
    private final LinkedHashMap<String, Raised> raised = new LinkedHashMap<>();
    private int counted;

    RuleMemory(SigmaRule rule, DetectionLimits limits, DetectionMetrics metrics) {
        this.rule = rule;
        this.limits = limits;
        this.metrics = metrics;
    }

    SigmaRule rule() {
        return rule;
    }

    Map<String, Group> groups() {
        return groups;
    }

    Map<String, Raised> raised() {
        return raised;
    }

    void restore(String key, Group group) {
        groups.put(key, group);
        counted += group.events().size();
    }

    /** Counts an event of a correlation in a group; the events that reach its threshold, which then begins anew. */
    Optional<List<EventRef>> count(
            SigmaRule.Correlation correlation, String key, Group.Counted event, Instant received) {
        Group known = groups.remove(key);
        Group group = known == null ? new Group(received) : known;
        counted -= group.events().size();
        Optional<List<EventRef>> reached = group.add(event, received, correlation.atLeast(), correlation.timespan());
        if (reached.isEmpty()) {
            restore(key, group);
            forgetGroups(received, correlation.timespan());
        }
        return reached;
    }

    private void forgetGroups(Instant received, Duration span) {
        while (groups.size() > 1) {
            Map.Entry<String, Group> eldest = groups.firstEntry();
            boolean expired = isOver(eldest.getValue().touched(), span, received);
            if (!expired && groups.size() <= limits.groups() && counted <= limits.counted()) {
                return;
            }
            counted -= eldest.getValue().events().size();
            groups.pollFirstEntry();
            if (!expired) {
                metrics.forgotten(rule);
            }
        }
    }

    /** Whether a window stops the rule from being raised now; that it did is noted. */
    boolean suppresses(SigmaRule.Dedupe dedupe, String key, Instant time, Instant received) {
        Raised before = raised.get(key);
        if (before == null || !isNear(time, before.start(), dedupe.window())) {
            return false;
        }
        raised.remove(key);
        raised.put(key, before.again(received));
        return true;
    }

    /**
     * Whether an event is in the window, or comes so late that it is as good as in it. One of long ago is neither: what is
     * imported after the fact is told of, too.
     */
    private static boolean isNear(Instant time, Instant start, Duration window) {
        return Duration.between(start, time).abs().compareTo(window) < 0;
    }

    /** Opens a window; says how often the rule was not raised in the last one. */
    long open(SigmaRule.Dedupe dedupe, String key, Instant time, Instant received) {
        Raised before = raised.remove(key);
        raised.put(key, new Raised(time, received, 0));
        while (raised.size() > 1) {
            boolean expired = isOver(raised.firstEntry().getValue().touched(), dedupe.window(), received);
            if (!expired && raised.size() <= limits.groups()) {
                break;
            }
            raised.pollFirstEntry();
            if (!expired) {
                metrics.forgotten(rule);
            }
        }
        return before == null ? 0 : before.suppressed();
    }

    private boolean isOver(Instant touched, Duration length, Instant received) {
        return touched.plus(length).plus(limits.lateness()).isBefore(received);
    }
}
