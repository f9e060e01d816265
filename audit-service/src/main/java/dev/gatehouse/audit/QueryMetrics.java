package dev.gatehouse.audit;

import dev.gatehouse.audit.query.QueryListener;
import dev.gatehouse.audit.query.TableListener;
import dev.gatehouse.audit.query.TableProgress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** What the table and its queries tell, as metrics and log lines; no label ever holds an event's content. */
@Singleton
public class QueryMetrics implements TableListener, QueryListener {
    private static final Logger LOG = Logger.getLogger(QueryMetrics.class);

    private final MeterRegistry registry;
    private final TableProgress progress;
    private final Counter failures;
    private final Counter rebuilds;
    private final Counter notNormalized;

    public QueryMetrics(MeterRegistry registry, TableProgress progress) {
        this.registry = registry;
        this.progress = progress;
        this.failures = counter("gatehouse.table.failures", "Times that the table began to fail");
        this.rebuilds = counter("gatehouse.table.rebuilds", "Times that the table was made anew");
        this.notNormalized =
                counter("gatehouse.table.not.normalized", "Events that stand in the table without their meaning");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    @Override
    public void standsAt(long position) {
        progress.at(position);
    }

    @Override
    public void appended(long position, long waiting) {
        progress.at(position);
    }

    @Override
    public void failing(RuntimeException failure) {
        failures.increment();
        LOG.errorf(
                "the table of events fails, and is tried again; type=%s message=%s",
                failure.getClass().getName(), failure.getMessage());
    }

    @Override
    public void recovered() {
        LOG.info("the table of events takes events again");
    }

    @Override
    public void rebuilding(String reason) {
        rebuilds.increment();
        progress.at(0);
        LOG.warnf("the table of events is made anew from the log: %s", reason);
    }

    @Override
    public void notNormalized(String exception) {
        notNormalized.increment();
        LOG.errorf("an event has no meaning in the table, since the normalizer threw %s", exception);
    }

    @Override
    public void ended(Kind kind, Ending ending, long nanos, long rows) {
        registry.timer("gatehouse.query.duration", "kind", kind.word(), "ending", ending.word())
                .record(Duration.ofNanos(nanos));
        registry.counter("gatehouse.query.rows", "kind", kind.word()).increment((double) rows);
    }
}
