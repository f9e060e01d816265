package dev.gatehouse.audit;

import dev.gatehouse.audit.lifecycle.Copies;
import dev.gatehouse.audit.lifecycle.ErasureRecords;
import dev.gatehouse.audit.lifecycle.Erasures;
import dev.gatehouse.audit.lifecycle.Holds;
import dev.gatehouse.audit.lifecycle.Ledger;
import dev.gatehouse.audit.lifecycle.Retention;
import dev.gatehouse.audit.lifecycle.RetentionReader;
import dev.gatehouse.audit.lifecycle.RetentionSweep;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.query.EventTable;
import dev.gatehouse.audit.storage.local.LifecycleFile;
import dev.gatehouse.client.audit.EventIds;
import dev.gatehouse.service.document.InvalidDocument;
import dev.gatehouse.service.local.DataFolder;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Puts together how payloads end. */
public class LifecycleWiring {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** @param tables the table of events, where this service has one */
    @Produces
    @Singleton
    Copies copies(Instance<EventTable> tables) {
        return tables.isResolvable() ? copies(tables.get()) : Copies.NONE;
    }

    private static Copies copies(EventTable table) {
        return new Copies() {
            @Override
            public void erase(List<Long> ascending) {
                table.erase(ascending);
            }

            @Override
            public boolean scrub() {
                return table.scrub();
            }
        };
    }

    @Produces
    @Singleton
    Ledger ledger(SealedLog log, DataFolder folder, Copies copies) {
        return new Ledger(log, copies, new LifecycleFile(folder.resolve("lifecycle.json")), PATIENCE);
    }

    @Produces
    @Singleton
    Erasures erasures(Ledger ledger, InstantSource clock) {
        return new Erasures(ledger, new EventIds(clock, new SecureRandom())::next, clock);
    }

    @Produces
    @Singleton
    ErasureRecords erasureRecords(SealedLog log) {
        return new ErasureRecords(log);
    }

    @Produces
    @Singleton
    Holds holds(Ledger ledger, InstantSource clock) {
        return new Holds(ledger, new EventIds(clock, new SecureRandom())::next, clock);
    }

    @Produces
    @Singleton
    RetentionSweep retentionSweep(Ledger ledger, Settings settings, InstantSource clock) {
        return new RetentionSweep(
                ledger, retention(settings.lifecycle().retention()), RetentionSweep.SweepLimits.DEFAULT, clock);
    }

    private static Retention retention(Optional<Path> file) {
        if (file.isEmpty()) {
            return Retention.FOREVER;
        }
        try {
            return RetentionReader.read(Documents.read("gatehouse.lifecycle.retention", file, "retention.yaml"));
        } catch (InvalidDocument e) {
            throw new ReadinessFailure("gatehouse.lifecycle.retention", String.valueOf(e.getMessage()));
        }
    }
}
