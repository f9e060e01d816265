package dev.gatehouse.config;

import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.config.cache.StaleCache;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.snapshot.Subtree;
import dev.gatehouse.config.snapshot.Watches;
import dev.gatehouse.service.access.AuditTrail;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/** The service's own metrics; no label ever holds a path, a name or a value. */
public class Metrics {
    void register(
            @Observes StartupEvent started,
            MeterRegistry registry,
            AuditOutbox outbox,
            AuditTrail trail,
            Watches watches,
            StaleCache<ParameterPath, Subtree> layers,
            StaleCache<ParameterPath, Parameter> parameters,
            StaleCache<SecretName, Secret> secrets) {
        Gauge.builder("gatehouse.audit.pending.events", outbox, AuditOutbox::pendingEvents)
                .description("Audit events on disk that no receiver has yet")
                .register(registry);
        Gauge.builder("gatehouse.audit.pending.bytes", outbox, AuditOutbox::pendingBytes)
                .baseUnit("bytes")
                .register(registry);
        FunctionCounter.builder("gatehouse.audit.lost.events", trail, AuditTrail::lost)
                .description("Audit events that could not be recorded and did not refuse a request")
                .register(registry);
        Gauge.builder("gatehouse.watchers", watches, Watches::size)
                .description("Clients that wait for changes")
                .register(registry);
        cache(registry, "layers", layers);
        cache(registry, "parameters", parameters);
        cache(registry, "secrets", secrets);
    }

    private static void cache(MeterRegistry registry, String name, StaleCache<?, ?> cache) {
        Gauge.builder("gatehouse.copies", cache, StaleCache::size)
                .tag("of", name)
                .register(registry);
        FunctionCounter.builder("gatehouse.copies.loads", cache, StaleCache::loads)
                .description("Readings of the store behind the copies")
                .tag("of", name)
                .register(registry);
        FunctionCounter.builder("gatehouse.copies.failures", cache, StaleCache::failures)
                .description("Readings of the store that failed")
                .tag("of", name)
                .register(registry);
    }
}
