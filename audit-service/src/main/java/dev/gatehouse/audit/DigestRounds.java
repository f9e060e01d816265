package dev.gatehouse.audit;

import dev.gatehouse.audit.ingest.cloudtrail.ChainWatch;
import dev.gatehouse.audit.ingest.cloudtrail.DigestOutcome;
import dev.gatehouse.audit.ingest.cloudtrail.TrailUnavailable;
import dev.gatehouse.audit.ingest.cloudtrail.WalkReport;
import dev.gatehouse.audit.log.LogUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Walks the chains of digests without being asked for it, and counts what the last walk found. */
@Singleton
public class DigestRounds {
    private static final Logger LOG = Logger.getLogger(DigestRounds.class);

    private final Optional<ChainWatch> chains;
    private final Map<DigestOutcome, AtomicLong> digests = new EnumMap<>(DigestOutcome.class);
    private final Map<DigestOutcome, AtomicLong> files = new EnumMap<>(DigestOutcome.class);

    public DigestRounds(Optional<ChainWatch> chains, MeterRegistry registry) {
        this.chains = chains;
        for (DigestOutcome outcome : DigestOutcome.values()) {
            digests.put(outcome, gauge(registry, "gatehouse.digest.chain", outcome));
            files.put(outcome, gauge(registry, "gatehouse.digest.chain.files", outcome));
        }
    }

    private static AtomicLong gauge(MeterRegistry registry, String name, DigestOutcome outcome) {
        AtomicLong value = new AtomicLong();
        registry.gauge(name, List.of(Tag.of("outcome", outcome.word())), value);
        return value;
    }

    @Scheduled(
            every = "${gatehouse.digest.walk-interval:1h}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void walk() {
        try {
            chains.map(ChainWatch::walk).ifPresent(this::count);
        } catch (TrailUnavailable | LogUnavailable e) {
            LOG.errorf("the chains of digests could not be walked; problem=%s", e.getMessage());
        }
    }

    private void count(List<WalkReport> reports) {
        digests.forEach((outcome, value) -> value.set(
                reports.stream().mapToLong(report -> report.digests(outcome)).sum()));
        files.forEach((outcome, value) -> value.set(
                reports.stream().mapToLong(report -> report.files(outcome)).sum()));
    }
}
