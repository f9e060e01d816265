package dev.gatehouse.audit;

import dev.gatehouse.audit.log.LogListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What the log tells, as metrics and log lines; no label ever holds an event's content. */
@Singleton
public class Metrics implements LogListener {
    private static final Logger LOG = Logger.getLogger(Metrics.class);

    private final AtomicLong durable = new AtomicLong();
    private final AtomicLong sealed = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Counter failures;

    public Metrics(MeterRegistry registry) {
        Gauge.builder("gatehouse.log.events", durable, AtomicLong::get)
                .description("Events that are durable")
                .register(registry);
        Gauge.builder("gatehouse.log.sealed", sealed, AtomicLong::get)
                .description("Events that the newest checkpoint covers")
                .register(registry);
        Gauge.builder("gatehouse.log.lost", lost, AtomicLong::get)
                .description("1 where another writer has taken over the log")
                .register(registry);
        this.failures = Counter.builder("gatehouse.log.failures")
                .description("Writes and seals that the storage failed")
                .register(registry);
    }

    @Override
    public void appended(long size) {
        durable.set(size);
    }

    @Override
    public void sealed(long size) {
        sealed.set(size);
    }

    @Override
    public void failed(RuntimeException cause) {
        failures.increment();
        LOG.errorf(
                "the log's storage failed; type=%s message=%s", cause.getClass().getName(), cause.getMessage());
    }

    @Override
    public void lost() {
        lost.set(1);
        LOG.error("another writer has taken over the log: this one takes no more events");
    }

    /** Whether this process still is the log's writer. */
    boolean writing() {
        return lost.get() == 0;
    }
}
