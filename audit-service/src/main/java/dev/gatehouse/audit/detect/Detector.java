package dev.gatehouse.audit.detect;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.audit.detect.sigma.FieldPath;
import dev.gatehouse.audit.detect.sigma.LogSource;
import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.log.LoggedEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Holds the log's events against rules, one after another in the log's order. It is a function of the rules and the
 * events: no clock and no chance take part, so that events which are read again give the same detections again.
 *
 * <p>Thresholds and dedupe windows go by event time, and events may come late. What may be late is bounded by what is
 * kept ({@link DetectionLimits}), and what is kept is bounded by when the log received it, which no sender can choose.
 *
 * <p>Detections, erasures and digests are not held against rules. For one thread.
 */
final class Detector {
    // An event of which two readers could think differently is one that nobody has read.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MAX_ACTOR = 2_048;
    private static final List<FieldPath> CLOUDTRAIL_ACTORS = List.of(
            FieldPath.of("userIdentity.arn"),
            FieldPath.of("userIdentity.principalId"),
            FieldPath.of("userIdentity.invokedBy"),
            FieldPath.of("userIdentity.type"));
    private static final List<FieldPath> GATEHOUSE_ACTORS = List.of(FieldPath.of("principal"));

    private final RuleSet rules;
    private final DetectionMetrics metrics;
    private final Map<UUID, RuleMemory> memories = new LinkedHashMap<>();

    Detector(RuleSet rules, DetectionLimits limits, DetectionMetrics metrics) {
        this.rules = rules;
        this.metrics = metrics;
        rules.rules().forEach(rule -> memories.put(rule.id(), new RuleMemory(rule, limits, metrics)));
    }

    /** What is remembered of each rule. */
    List<RuleMemory> memories() {
        return List.copyOf(memories.values());
    }

    /** What the rules find with this event. */
    List<Detection> accept(LoggedEvent logged) {
        Optional<Occurrence> occurrence = logged.event().flatMap(event -> occurrence(logged, event));
        if (occurrence.isEmpty()) {
            return List.of();
        }
        metrics.evaluated();
        Occurrence it = occurrence.get();
        List<Detection> found = new ArrayList<>();
        Set<SigmaRule> counted = new LinkedHashSet<>();
        for (RuleSet.Active active : rules.match(it.source(), it.json())) {
            metrics.matched(active.rule(), it.ref());
            if (active.raises()) {
                raise(active.rule(), List.of(it.ref()), it).ifPresent(found::add);
            }
            counted.addAll(active.counted());
        }
        counted.forEach(rule -> count(rule, it).ifPresent(found::add));
        return found;
    }

    /** An event as rules see it. */
    private record Occurrence(EventRef ref, Instant received, LogSource source, JsonNode json) {
        String actor() {
            List<FieldPath> actors = switch (source) {
                case CLOUDTRAIL -> CLOUDTRAIL_ACTORS;
                case GATEHOUSE -> GATEHOUSE_ACTORS;
            };
            String actor = actors.stream()
                    .flatMap(field -> field.text(json).stream())
                    .findFirst()
                    .orElse("");
            return actor.length() <= MAX_ACTOR ? actor : actor.substring(0, MAX_ACTOR);
        }
    }

    private Optional<Occurrence> occurrence(LoggedEvent logged, Event event) {
        EventRef ref = new EventRef(event.key(), logged.index(), event.time());
        return source(event.format())
                .flatMap(source -> json(event.raw())
                        .map(json -> new Occurrence(ref, logged.entry().received(), source, json)));
    }

    private static Optional<LogSource> source(EventFormat format) {
        return switch (format) {
            case CLOUDTRAIL -> Optional.of(LogSource.CLOUDTRAIL);
            case GATEHOUSE, ADMINISTRATION -> Optional.of(LogSource.GATEHOUSE);
            case VPC_FLOW, S3_ACCESS, DETECTION, ERASURE, DIGEST -> Optional.empty();
        };
    }

    private Optional<JsonNode> json(ByteSlice raw) {
        try {
            JsonNode json = JSON.readTree(raw.array(), raw.offset(), raw.length());
            if (json.isObject()) {
                return Optional.of(json);
            }
        } catch (IOException e) {
            // It is counted; its message would quote the event.
        }
        metrics.unreadable();
        return Optional.empty();
    }

    private Optional<Detection> count(SigmaRule rule, Occurrence it) {
        if (!(rule.body() instanceof SigmaRule.Correlation correlation)) {
            return Optional.empty();
        }
        Optional<String> group = Keys.ofAll(it.json(), correlation.groupBy());
        Optional<String> value = correlation.distinct().isEmpty()
                ? Optional.of("")
                : Keys.ofAll(it.json(), List.of(correlation.distinct().get()));
        if (group.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        return memory(rule)
                .count(correlation, group.get(), new Group.Counted(it.ref(), value.get()), it.received())
                .flatMap(events -> raise(rule, events, it));
    }

    private Optional<Detection> raise(SigmaRule rule, List<EventRef> events, Occurrence it) {
        if (rule.dedupe().isEmpty()) {
            return Optional.of(detection(rule, "", events, 0, it));
        }
        SigmaRule.Dedupe dedupe = rule.dedupe().get();
        String key = Keys.ofAny(it.json(), dedupe.by());
        Instant time = it.ref().time();
        if (memory(rule).suppresses(dedupe, key, time, it.received())) {
            metrics.suppressed(rule);
            return Optional.empty();
        }
        long suppressed = memory(rule).open(dedupe, key, time, it.received());
        return Optional.of(detection(rule, key, events, suppressed, it));
    }

    private Detection detection(SigmaRule rule, String key, List<EventRef> events, long suppressed, Occurrence it) {
        metrics.raised(rule);
        EventRef first = events.getFirst();
        String uid = Keys.of(List.of(
                rule.id().toString(),
                rule.version(),
                key,
                it.ref().time().toString(),
                first.key().source(),
                first.key().uid()));
        return new Detection(
                uid,
                it.ref().time(),
                rule,
                events.size(),
                suppressed,
                first.time(),
                events.getLast().time(),
                events.subList(0, Math.min(events.size(), Detection.MAX_EVENTS)),
                it.actor());
    }

    private RuleMemory memory(SigmaRule rule) {
        RuleMemory memory = memories.get(rule.id());
        if (memory == null) {
            throw new IllegalStateException("a rule of the set has no memory");
        }
        return memory;
    }
}
