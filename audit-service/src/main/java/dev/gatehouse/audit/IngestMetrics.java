package dev.gatehouse.audit;

import dev.gatehouse.audit.http.IngestRoute;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What becomes of events that are sent by HTTP, as metrics. */
@Singleton
public class IngestMetrics implements IngestRoute.Answered {
    private final Counter appended;
    private final Counter duplicate;
    private final Counter rejected;

    public IngestMetrics(MeterRegistry registry) {
        this.appended = counter(registry, "appended");
        this.duplicate = counter(registry, "duplicate");
        this.rejected = counter(registry, "rejected");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("gatehouse.ingest.events")
                .description("Events sent by HTTP whose request was answered, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void events(int all, int duplicates, int rejections) {
        appended.increment((double) all - duplicates);
        duplicate.increment(duplicates);
        rejected.increment(rejections);
    }
}
