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
    private final LinkedHashMap<String, Dedupe> raised = new LinkedHashMap<>();
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

    Map<String, Dedupe> raised() {
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

    /** The window that stops the rule from being raised now, having noted that it did; empty where none does. */
    boolean suppresses(SigmaRule.Dedupe dedupe, String key, Instant time, Instant received) {
        Dedupe before = raised.get(key);
        // An event that comes late and belongs before the window is as good as in it.
        if (before == null || !time.isBefore(before.start().plus(dedupe.window()))) {
            return false;
        }
        raised.remove(key);
        raised.put(key, before.again(received));
        return true;
    }

    /** Opens a window; says how often the rule was not raised in the last one. */
    long open(SigmaRule.Dedupe dedupe, String key, Instant time, Instant received) {
        Dedupe before = raised.remove(key);
        raised.put(key, new Dedupe(time, received, 0));
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
