package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.work.WorkQueue;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.failure.StoreException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.function.Supplier;

/** The service's own gauges; no label ever holds a path or a secret's name. */
public class Metrics {
    void register(
            @Observes StartupEvent started,
            MeterRegistry registry,
            AuditOutbox outbox,
            AuditTrail trail,
            FindingStore findings,
            WorkQueue queue) {
        Gauge.builder("gatehouse.audit.pending.events", outbox, AuditOutbox::pendingEvents)
                .description("Audit events on disk that no receiver has yet")
                .register(registry);
        Gauge.builder("gatehouse.audit.pending.bytes", outbox, AuditOutbox::pendingBytes)
                .baseUnit("bytes")
                .register(registry);
        FunctionCounter.builder("gatehouse.audit.lost.events", trail, AuditTrail::lost)
                .description("Audit events that could not be recorded and did not refuse a request")
                .register(registry);
        Gauge.builder("gatehouse.scan.queue", queue, q -> known(q::size))
                .description("Objects that wait or are in hand")
                .register(registry);
        for (FindingState state : FindingState.values()) {
            Gauge.builder(
                            "gatehouse.findings",
                            findings,
                            store -> known(() -> store.counts().getOrDefault(state, 0L)))
                    .description("Findings")
                    .tag("state", state.word())
                    .register(registry);
        }
    }

    private static double known(Supplier<Long> number) {
        try {
            return number.get();
        } catch (StoreException e) {
            return Double.NaN;
        }
    }
}
