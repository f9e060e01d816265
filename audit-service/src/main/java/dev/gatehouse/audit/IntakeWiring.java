package dev.gatehouse.audit;

import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.access.GuardedDeadLetters;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.Ingest;
import dev.gatehouse.audit.ingest.LetterExpiry;
import dev.gatehouse.audit.ingest.RejectLetters;
import dev.gatehouse.audit.ingest.Rejects;
import dev.gatehouse.audit.ingest.file.FileIntake;
import dev.gatehouse.audit.ingest.file.LetterRetry;
import dev.gatehouse.audit.ingest.file.RecordIntake;
import dev.gatehouse.audit.storage.local.DeadLetterFolder;
import dev.gatehouse.audit.storage.local.DeadLetterLimits;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.local.DataFolder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts together what becomes of what is no event. */
public class IntakeWiring {
    @Produces
    @Singleton
    @Typed(DeadLetterFolder.class)
    DeadLetterFolder deadLetterFolder(DataFolder folder, Settings settings, MeterRegistry registry) {
        IntakeSettings.DeadLetters limits = settings.deadLetters();
        DeadLetterFolder letters = Made.named(
                "gatehouse.dead-letters",
                () -> new DeadLetterFolder(
                        folder.resolve("dead-letters"),
                        new DeadLetterLimits(limits.maxCount(), limits.maxBytes(), limits.maxKeptBytes())));
        Gauge.builder("gatehouse.dead.letters.waiting", letters, DeadLetterFolder::count)
                .description("Dead letters that wait for somebody to look at them")
                .register(registry);
        Gauge.builder("gatehouse.dead.letters.bytes", letters, DeadLetterFolder::bytes)
                .description("Bytes of the dead letters that wait")
                .register(registry);
        return letters;
    }

    @Produces
    @Singleton
    @Typed(DeadLetters.class)
    DeadLetters deadLetters(
            Instance<DeadLetterFolder> folder, Instance<AwsWiring> aws, Settings settings, MeterRegistry registry) {
        return switch (settings.store()) {
            case EMBEDDED -> new MeteredDeadLetters(folder.get(), registry);
            case AWS -> new MeteredDeadLetters(aws.get().deadLetters(), registry);
        };
    }

    @Produces
    @Singleton
    Rejects rejects(DeadLetters letters, InstantSource clock) {
        return new RejectLetters(letters, clock);
    }

    @Produces
    @Singleton
    LetterExpiry letterExpiry(DeadLetters letters, Settings settings, InstantSource clock) {
        return Made.named(
                "gatehouse.dead-letters.max-age",
                () -> new LetterExpiry(letters, settings.deadLetters().maxAge(), clock));
    }

    @Produces
    @Singleton
    GuardedDeadLetters guardedDeadLetters(
            DeadLetters letters,
            Ingest ingest,
            FileIntake files,
            RecordIntake records,
            Gatekeeper gate,
            AuditTrail trail) {
        return new GuardedDeadLetters(letters, new LetterRetry(letters, ingest, files, records), gate, trail);
    }
}
