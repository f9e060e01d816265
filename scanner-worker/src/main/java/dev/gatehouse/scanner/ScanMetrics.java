package dev.gatehouse.scanner;

import dev.gatehouse.scanner.work.CoverageJson;
import dev.gatehouse.scanner.work.ObjectEnd;
import dev.gatehouse.scanner.work.ScanListener;
import dev.gatehouse.scanner.work.ScanRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Counts what scans do, and says in the log when one is over; no label and no line ever holds a path. */
@Singleton
@Typed(ScanMetrics.class)
public class ScanMetrics implements ScanListener {
    private static final Logger LOG = Logger.getLogger(ScanMetrics.class);

    private final MeterRegistry registry;
    private final Counter bytes;
    private final Counter found;

    ScanMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.bytes = Counter.builder("gatehouse.scan.bytes")
                .baseUnit("bytes")
                .description("Bytes that were scanned")
                .register(registry);
        this.found = Counter.builder("gatehouse.scan.findings")
                .description("Findings in objects, the same one each time it is seen")
                .register(registry);
    }

    @Override
    public void over(ScanRecord scan) {
        registry.counter("gatehouse.scans", "status", scan.status().word()).increment();
        LOG.infof(
                "a scan is over; scan=%s target=%s status=%s objects=%d findings=%d",
                scan.id(),
                scan.target().name(),
                scan.status().word(),
                scan.counts().listed(),
                scan.counts().findings());
    }

    @Override
    public void ended(ObjectEnd end) {
        String outcome = end.unchanged() ? "unchanged" : CoverageJson.outcome(end.coverage());
        registry.counter("gatehouse.scan.objects", "outcome", outcome).increment();
        bytes.increment((double) end.bytes());
        found.increment(end.findings());
    }

    @Override
    public void failed(String reason) {
        registry.counter("gatehouse.scan.failures", "reason", reason).increment();
    }
}
