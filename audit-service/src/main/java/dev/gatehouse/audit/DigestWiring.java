package dev.gatehouse.audit;

import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.access.GuardedCompleteness;
import dev.gatehouse.audit.ingest.cloudtrail.ChainWatch;
import dev.gatehouse.audit.ingest.cloudtrail.Completeness;
import dev.gatehouse.audit.ingest.cloudtrail.DigestIntake;
import dev.gatehouse.audit.ingest.cloudtrail.DigestKeys;
import dev.gatehouse.audit.ingest.cloudtrail.DigestWalker;
import dev.gatehouse.audit.ingest.cloudtrail.LedgerFileCheck;
import dev.gatehouse.audit.ingest.cloudtrail.TrailStore;
import dev.gatehouse.audit.ingest.file.FileLedger;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.IntakeLimits;
import dev.gatehouse.audit.ingest.file.LogAppends;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.storage.local.DigestKeyFolder;
import dev.gatehouse.audit.storage.local.FolderTrailStore;
import dev.gatehouse.audit.storage.local.WatchedTrailStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts together what checks CloudTrail's digests, and tells what is missing. */
public class DigestWiring {
    @Produces
    @Singleton
    DigestKeys digestKeys(Settings settings) {
        Optional<Path> keys = settings.digest().keys();
        if (keys.isPresent() && !Files.isDirectory(keys.get())) {
            throw new ReadinessFailure("gatehouse.digest.keys", "is no folder, or can't be read");
        }
        return keys.<DigestKeys>map(DigestKeyFolder::new).orElse((fingerprint, time) -> Optional.empty());
    }

    @Produces
    @Singleton
    DigestIntake digestIntake(DigestKeys keys, Inflation inflation, FileLedger ledger) {
        return new DigestIntake(keys, inflation, ledger);
    }

    @Produces
    @Singleton
    Optional<ChainWatch> chainWatch(
            Settings settings,
            DigestKeys keys,
            Inflation inflation,
            FileLedger ledger,
            SealedLog log,
            IntakeLimits limits,
            InstantSource clock) {
        IntakeSettings.Intake intake = settings.intake();
        if (intake.folder().isEmpty()
                || intake.bucket().isEmpty()
                || settings.digest().keys().isEmpty()) {
            return Optional.empty();
        }
        TrailStore store = store(intake, intake.folder().get(), intake.bucket().get());
        DigestWalker walker = new DigestWalker(
                store,
                keys,
                inflation,
                new LedgerFileCheck(ledger),
                settings.digest().maxDigests());
        ChainWatch.Scope scope = Made.named(
                "gatehouse.digest.walk-back",
                () -> new ChainWatch.Scope(
                        intake.bucket().get(),
                        Set.copyOf(settings.digest().regions().orElse(List.of())),
                        settings.digest().walkBack()));
        return Optional.of(new ChainWatch(store, walker, new LogAppends(log, limits), scope, clock));
    }

    private static TrailStore store(IntakeSettings.Intake intake, Path folder, String bucket) {
        return switch (intake.after()) {
            case MOVE -> new WatchedTrailStore(folder, bucket, intake.maxStoredBytes());
            case KEEP -> new FolderTrailStore(folder, bucket, intake.maxStoredBytes());
        };
    }

    @Produces
    @Singleton
    GuardedCompleteness completeness(FileLedger ledger, Gatekeeper gate) {
        return new GuardedCompleteness(new Completeness(ledger), gate);
    }
}
