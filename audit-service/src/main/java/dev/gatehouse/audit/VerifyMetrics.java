package dev.gatehouse.audit;

import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.log.verify.Fault;
import dev.gatehouse.audit.log.verify.VerificationListener;
import dev.gatehouse.audit.log.verify.VerificationState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What verifying the log has found, as metrics and log lines. */
@Singleton
public class VerifyMetrics implements VerificationListener {
    private static final Logger LOG = Logger.getLogger(VerifyMetrics.class);

    private final AtomicLong fault = new AtomicLong();
    private final AtomicLong size = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final Counter passes;
    private final Counter unreadable;

    public VerifyMetrics(MeterRegistry registry) {
        Gauge.builder("gatehouse.verify.fault", fault, AtomicLong::get)
                .description("1 from the first fault on that was found in the log")
                .register(registry);
        Gauge.builder("gatehouse.verify.size", size, AtomicLong::get)
                .description("Events that the last sound pass over the log checked")
                .register(registry);
        Gauge.builder("gatehouse.verify.time", ended, AtomicLong::get)
                .description("When the last sound pass over the log ended, in seconds since 1970")
                .register(registry);
        this.passes = Counter.builder("gatehouse.verify.passes")
                .description("Sound passes over the log")
                .register(registry);
        this.unreadable = Counter.builder("gatehouse.verify.unreadable")
                .description("Passes that could not read the log")
                .register(registry);
    }

    @Override
    public void passed(VerificationState.Pass pass) {
        passes.increment();
        size.set(pass.size());
        ended.set(pass.ended().getEpochSecond());
    }

    @Override
    public void broken(Fault found) {
        fault.set(1);
        LOG.errorf("the log is not as it was sealed; place=%s what=%s", found.place(), found.what());
    }

    /** A fault was found before this process began. */
    void known(Fault known) {
        fault.set(1);
        LOG.errorf(
                "the log was not as it was sealed; found=%s place=%s what=%s",
                known.found(), known.place(), known.what());
    }

    @Override
    public void unreadable(StorageFailed cause) {
        unreadable.increment();
        LOG.warnf("the log could not be read for verifying it; message=%s", cause.getMessage());
    }
}
