package dev.gatehouse.audit;

import dev.gatehouse.audit.ingest.EventLimits;
import dev.gatehouse.audit.ingest.EventReader;
import dev.gatehouse.audit.ingest.Ingest;
import dev.gatehouse.audit.ingest.Rejects;
import dev.gatehouse.audit.log.SealedLog;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** Puts the features together over the log. */
public class Wiring {
    private static final int BATCH = 1_000;

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    EventLimits eventLimits(Settings settings) {
        Settings.Ingest ingest = settings.ingest();
        try {
            return new EventLimits(
                    ingest.maxEventBytes(),
                    ingest.maxTextCharacters(),
                    ingest.maxDepth(),
                    ingest.maxEvents(),
                    ingest.maxInflatedBytes(),
                    ingest.maxRatio());
        } catch (IllegalArgumentException e) {
            throw new ReadinessFailure("gatehouse.ingest", String.valueOf(e.getMessage()));
        }
    }

    @Produces
    @Singleton
    Ingest ingest(SealedLog log, EventLimits limits, Rejects rejects) {
        return new Ingest(log, new EventReader(limits), limits, BATCH, rejects);
    }
}
