package dev.gatehouse.audit;

import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailLimits;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailSplitter;
import dev.gatehouse.audit.ingest.cloudtrail.DigestIntake;
import dev.gatehouse.audit.ingest.file.AllowedAccounts;
import dev.gatehouse.audit.ingest.file.FileIntake;
import dev.gatehouse.audit.ingest.file.FileLedger;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.InflationLimits;
import dev.gatehouse.audit.ingest.file.IntakeLimits;
import dev.gatehouse.audit.ingest.file.IntakeListener;
import dev.gatehouse.audit.ingest.file.LineFileSplitter;
import dev.gatehouse.audit.ingest.file.LineLimits;
import dev.gatehouse.audit.ingest.file.RecordIntake;
import dev.gatehouse.audit.ingest.file.Splitters;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.storage.local.FileLedgerFile;
import dev.gatehouse.audit.storage.local.WatchSettings;
import dev.gatehouse.audit.storage.local.WatchedFolder;
import dev.gatehouse.service.local.DataFolder;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts together what takes in files: how they are inflated and split, what is remembered of them, and the folder. */
public class FileWiring {
    /** Whatever is wrong with the folder is said at the start, and not at the first look. */
    void start(@Observes StartupEvent event, Optional<WatchedFolder> folder) {
        // To ask for it is to make it.
    }

    @Produces
    @Singleton
    Inflation inflation(Settings settings) {
        IntakeSettings.Intake intake = settings.intake();
        return Made.named(
                "gatehouse.intake.max-stored-bytes, .max-inflated-bytes, .max-ratio",
                () -> new Inflation(
                        new InflationLimits(intake.maxStoredBytes(), intake.maxInflatedBytes(), intake.maxRatio())));
    }

    @Produces
    @Singleton
    AllowedAccounts accounts(Settings settings) {
        return Made.named(
                "gatehouse.intake.accounts",
                () -> new AllowedAccounts(
                        Set.copyOf(settings.intake().accounts().orElse(List.of()))));
    }

    @Produces
    @Singleton
    Splitters splitters(Settings settings, AllowedAccounts accounts) {
        IntakeSettings.Intake intake = settings.intake();
        return Made.named("gatehouse.intake.max-records, .max-record-bytes, .max-depth, .max-line-bytes", () -> {
            LineLimits lines = new LineLimits(intake.maxRecords(), intake.maxLineBytes());
            return new Splitters(
                    accounts.guard(new CloudTrailSplitter(
                            new CloudTrailLimits(intake.maxRecords(), intake.maxRecordBytes(), intake.maxDepth()))),
                    accounts.guard(LineFileSplitter.vpcFlow(lines)),
                    accounts.guard(LineFileSplitter.s3Access(lines)));
        });
    }

    @Produces
    @Singleton
    IntakeLimits intakeLimits(LogLimits log, Settings settings) {
        return Made.named(
                "gatehouse.intake.patience",
                () -> IntakeLimits.of(log, settings.intake().patience()));
    }

    @Produces
    @Singleton
    FileLedgerFile ledger(DataFolder folder, Settings settings, InstantSource clock) {
        Instant from = clock.instant().minus(settings.intake().rememberFor());
        return Made.named(
                "gatehouse.data-dir",
                () -> new FileLedgerFile(folder.resolve("intake").resolve("files.ledger"), from));
    }

    void close(@Disposes FileLedgerFile ledger) {
        ledger.close();
    }

    @Produces
    @Singleton
    FileIntake fileIntake(
            Inflation inflation,
            Splitters splitters,
            AllowedAccounts accounts,
            DigestIntake digests,
            SealedLog log,
            FileLedger ledger,
            DeadLetters letters,
            IntakeLimits limits,
            IntakeListener listener,
            InstantSource clock) {
        return new FileIntake(
                inflation, splitters, accounts.guard(digests), log, ledger, letters, limits, listener, clock);
    }

    @Produces
    @Singleton
    RecordIntake recordIntake(
            Splitters splitters,
            SealedLog log,
            FileLedger ledger,
            IntakeLimits limits,
            IntakeListener listener,
            InstantSource clock) {
        return new RecordIntake(splitters.cloudTrail(), log, ledger, limits, listener, clock);
    }

    @Produces
    @Singleton
    Optional<WatchedFolder> watchedFolder(Settings settings, FileIntake intake) {
        return settings.intake().folder().map(folder -> new WatchedFolder(watch(settings.intake(), folder), intake));
    }

    private static WatchSettings watch(IntakeSettings.Intake intake, Path folder) {
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            throw new ReadinessFailure("gatehouse.intake.folder", "is no folder, or can't be read");
        }
        if (intake.after() == IntakeSettings.Intake.After.MOVE && !Files.isWritable(folder)) {
            throw new ReadinessFailure(
                    "gatehouse.intake.folder",
                    "can't be written, so files can't be moved: or set gatehouse.intake.after=keep");
        }
        WatchSettings.After after = switch (intake.after()) {
            case MOVE -> WatchSettings.After.MOVE;
            case KEEP -> WatchSettings.After.KEEP;
        };
        return Made.named(
                "gatehouse.intake.max-stored-bytes, .max-files",
                () -> new WatchSettings(folder, intake.bucket(), after, intake.maxStoredBytes(), intake.maxFiles()));
    }
}
