package dev.gatehouse.audit;

import dev.gatehouse.audit.log.witness.WitnessListener;
import dev.gatehouse.audit.log.witness.WitnessStatus;
import dev.gatehouse.audit.tlog.Cosigned;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What witnesses answer, as metrics and log lines. */
@Singleton
public class WitnessMetrics implements WitnessListener {
    private static final Logger LOG = Logger.getLogger(WitnessMetrics.class);
    private static final String WITNESS = "witness";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> cosigned = new ConcurrentHashMap<>();
    private final Counter failures;

    public WitnessMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.failures = Counter.builder("gatehouse.witness.failures")
                .description("Rounds of asking witnesses that failed for a reason of this service's own")
                .register(registry);
    }

    @Override
    public void asked(Cosigned outcome, WitnessStatus before, WitnessStatus now) {
        Counter.builder("gatehouse.witness.asked")
                .description("Answers of the witnesses")
                .tag(WITNESS, now.name())
                .tag("outcome", word(outcome))
                .register(registry)
                .increment();
        cosigned.computeIfAbsent(now.name(), this::gauge).set(now.cosigned());
        if (!before.problem().equals(now.problem())) {
            tell(now);
        }
    }

    private AtomicLong gauge(String name) {
        AtomicLong size = new AtomicLong();
        Gauge.builder("gatehouse.witness.cosigned", size, AtomicLong::get)
                .description("Events that the last checkpoint covers which the witness cosigned")
                .tag(WITNESS, name)
                .register(registry);
        return size;
    }

    private static String word(Cosigned outcome) {
        return switch (outcome) {
            case Cosigned.Signed ignored -> "signed";
            case Cosigned.Ahead ignored -> "ahead";
            case Cosigned.Refused ignored -> "refused";
            case Cosigned.Unavailable ignored -> "unavailable";
        };
    }

    private static void tell(WitnessStatus now) {
        now.problem()
                .ifPresentOrElse(
                        problem -> LOG.warnf("a witness does not cosign; witness=%s problem=%s", now.name(), problem),
                        () -> LOG.infof("a witness cosigns again; witness=%s", now.name()));
    }

    @Override
    public void failed(RuntimeException cause) {
        failures.increment();
        LOG.errorf(
                "asking witnesses failed; type=%s message=%s", cause.getClass().getName(), cause.getMessage());
    }
}
