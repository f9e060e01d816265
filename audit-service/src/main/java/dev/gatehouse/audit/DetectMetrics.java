package dev.gatehouse.audit;

import dev.gatehouse.audit.detect.DetectionMetrics;
import dev.gatehouse.audit.detect.EventRef;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** What detections tell, as metrics and log lines; no label ever holds an event's content. */
@Singleton
public class DetectMetrics implements DetectionMetrics {
    private static final Logger LOG = Logger.getLogger(DetectMetrics.class);

    private final MeterRegistry registry;
    private final LongAdder evaluated = new LongAdder();
    private final Counter unreadable;
    private final Counter conflicts;
    private final Counter unavailable;
    private final Map<String, Counter> ofRules = new ConcurrentHashMap<>();

    public DetectMetrics(MeterRegistry registry) {
        this.registry = registry;
        FunctionCounter.builder("gatehouse.detect.events", evaluated, LongAdder::sum)
                .description("Events that were held against the rules")
                .register(registry);
        this.unreadable = Counter.builder("gatehouse.detect.unreadable")
                .description("Events that not all rules could be held against")
                .register(registry);
        this.conflicts = Counter.builder("gatehouse.detect.conflicts")
                .description("Detections of which the log has another form already")
                .register(registry);
        this.unavailable = Counter.builder("gatehouse.detect.failures")
                .description("Times that the log or a state file could not be reached")
                .register(registry);
    }

    /** Tells how many events detections are behind the log. */
    void lag(LongSupplier events) {
        Gauge.builder("gatehouse.detect.lag", events, LongSupplier::getAsLong)
                .strongReference(true)
                .description("Events of the log that were not held against the rules yet")
                .register(registry);
    }

    /** Tells how many events a sink is behind the log. */
    void lag(String sink, LongSupplier events) {
        Gauge.builder("gatehouse.detect.sink.lag", events, LongSupplier::getAsLong)
                .strongReference(true)
                .description("Events of the log that a sink has not been through yet")
                .tag("sink", sink)
                .register(registry);
    }

    /** Tells how many threads of detections and sinks are at work. */
    void threads(LongSupplier alive) {
        Gauge.builder("gatehouse.detect.threads", alive, LongSupplier::getAsLong)
                .strongReference(true)
                .description("Threads of detections and sinks that are at work")
                .register(registry);
    }

    @Override
    public void evaluated() {
        evaluated.increment();
    }

    @Override
    public void unreadable() {
        unreadable.increment();
    }

    @Override
    public void matched(SigmaRule rule, EventRef event) {
        of(rule, "matches", "Events that are one of a rule's").increment();
    }

    @Override
    public void raised(SigmaRule rule) {
        of(rule, "raised", "Detections, before the log drops those that it has").increment();
    }

    @Override
    public void suppressed(SigmaRule rule) {
        of(rule, "suppressed", "Detections that a dedupe window kept back").increment();
    }

    @Override
    public void forgotten(SigmaRule rule) {
        of(rule, "forgotten", "Groups and windows that were dropped for lack of room")
                .increment();
    }

    @Override
    public void conflict() {
        conflicts.increment();
    }

    @Override
    public void unavailable(RuntimeException cause) {
        unavailable.increment();
        LOG.warnf(
                "detections can't go on now and are tried again; type=%s",
                cause.getClass().getName());
    }

    @Override
    public void delivered(String sink) {
        delivery(sink, "delivered").increment();
    }

    @Override
    public void retried(String sink) {
        delivery(sink, "retried").increment();
    }

    @Override
    public void passedOver(String sink) {
        delivery(sink, "passed-over").increment();
        LOG.warnf("a detection was passed over; sink=%s", sink);
    }

    private Counter of(SigmaRule rule, String name, String description) {
        return ofRules.computeIfAbsent(
                name + rule.id(),
                key -> Counter.builder("gatehouse.detect." + name)
                        .description(description)
                        .tag("rule", rule.id().toString())
                        .tag("level", rule.level().word())
                        .register(registry));
    }

    private Counter delivery(String sink, String outcome) {
        return Counter.builder("gatehouse.detect.deliveries")
                .description("Attempts to give a detection to a sink")
                .tag("sink", sink)
                .tag("outcome", outcome)
                .register(registry);
    }
}
