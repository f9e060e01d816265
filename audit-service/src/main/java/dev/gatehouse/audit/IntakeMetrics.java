package dev.gatehouse.audit;

import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.ingest.file.IntakeListener;
import dev.gatehouse.audit.ingest.file.ObjectKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What comes in with files, as metrics. Labels are words of a few kinds, and never names of files. */
@Singleton
public class IntakeMetrics implements IntakeListener {
    private static final String FILES = "gatehouse.intake.files";
    private static final String EVENTS = "gatehouse.intake.events";

    private final MeterRegistry registry;
    private final Map<EventFormat, Timer> lags = new EnumMap<>(EventFormat.class);

    public IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (EventFormat format : EventFormat.values()) {
            lags.put(
                    format,
                    Timer.builder("gatehouse.intake.lag")
                            .description("How long after it happened an event came in with a file")
                            .tag("type", format.word())
                            .register(registry));
        }
    }

    @Override
    public void taken(ObjectKind kind, long bytes, int appended, int duplicates) {
        count(FILES, kind.word(), "taken", 1);
        count(EVENTS, kind.word(), "appended", appended);
        count(EVENTS, kind.word(), "duplicate", duplicates);
        registry.counter("gatehouse.intake.bytes", "kind", kind.word()).increment((double) bytes);
    }

    @Override
    public void known(ObjectKind kind) {
        count(FILES, kind.word(), "known", 1);
    }

    @Override
    public void deferred(ObjectKind kind) {
        count(FILES, kind.word(), "deferred", 1);
    }

    @Override
    public void skipped(String problem) {
        count(FILES, "unrecognized", "skipped", 1);
    }

    @Override
    public void deadLetters(String reason, int count) {
        registry.counter("gatehouse.intake.dead.letters", "reason", reason).increment(count);
    }

    @Override
    public void lag(EventFormat format, Duration lag) {
        Timer timer = lags.get(format);
        // A clock that is ahead of ours makes no negative lag.
        if (timer != null && !lag.isNegative()) {
            timer.record(lag);
        }
    }

    private void count(String name, String kind, String outcome, int count) {
        registry.counter(name, "kind", kind, "outcome", outcome).increment(count);
    }
}
