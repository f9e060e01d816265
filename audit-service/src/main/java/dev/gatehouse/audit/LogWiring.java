package dev.gatehouse.audit;

import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.LogListener;
import dev.gatehouse.audit.log.LogStorage;
import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.storage.aws.S3Shards;
import dev.gatehouse.audit.storage.local.LogFolder;
import dev.gatehouse.audit.storage.local.MappedKeyIndex;
import dev.gatehouse.audit.storage.local.SigningKeyFile;
import dev.gatehouse.audit.tlog.BrokenTree;
import dev.gatehouse.audit.tlog.InvalidFormat;
import dev.gatehouse.audit.tlog.NoteSigner;
import dev.gatehouse.service.local.DataFolder;
import dev.gatehouse.service.local.StorageRefused;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Puts the log together; nothing is opened before the settings have passed their checks. */
public class LogWiring {
    @Produces
    @Singleton
    DataFolder dataFolder(Settings settings, Config config) {
        ReadinessCheck check = new ReadinessCheck(
                settings,
                setting -> config.getOptionalValue(setting, String.class).isPresent());
        List<ReadinessCheck.Finding> findings = check.settings();
        if (!findings.isEmpty()) {
            throw new ReadinessFailure(findings);
        }
        try {
            DataFolder folder = DataFolder.open(settings.dataDir());
            if (settings.mode() == Settings.Mode.LOCAL) {
                mark(folder.resolve(ReadinessCheck.LOCAL_MARK));
            }
            return folder;
        } catch (StorageRefused e) {
            throw new ReadinessFailure("gatehouse.data-dir", String.valueOf(e.getMessage()));
        }
    }

    private static void mark(Path file) {
        try {
            if (Files.notExists(file)) {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new ReadinessFailure("gatehouse.data-dir", "can't be written");
        }
    }

    void close(@Disposes DataFolder folder) {
        folder.close();
    }

    @Produces
    @Singleton
    LogLimits logLimits(Settings settings) {
        Settings.Log log = settings.log();
        try {
            return new LogLimits(
                    Math.max(
                            LogLimits.DEFAULT.maxEventBytes(), settings.ingest().maxEventBytes()),
                    LogLimits.DEFAULT.maxBatch(),
                    log.maxWaitingBytes(),
                    log.commitSize(),
                    log.gather(),
                    log.commitInterval(),
                    log.segmentBytes());
        } catch (IllegalArgumentException e) {
            throw new ReadinessFailure("gatehouse.log", String.valueOf(e.getMessage()));
        }
    }

    /** Where the log is kept, and what it is called there. */
    private record Kept(LogStorage storage, String origin) {}

    private static Kept kept(DataFolder folder, Settings settings, Instance<S3Shards.Taken> shard) {
        return switch (settings.store()) {
            case EMBEDDED ->
                new Kept(LogFolder.take(folder.resolve("log")), settings.log().origin());
            case AWS -> new Kept(shard.get().log(), AwsWiring.origin(settings, shard.get()));
        };
    }

    @Produces
    @Singleton
    NoteSigner signer(DataFolder folder, Settings settings, Instance<AwsWiring> aws, Instance<S3Shards.Taken> shard) {
        if (settings.store() == Settings.Backend.AWS) {
            String origin = AwsWiring.origin(settings, shard.get());
            Optional<NoteSigner> kms = aws.get().signer(origin);
            boolean signed = shard.get().log().checkpoints().read().isPresent();
            return kms.orElseGet(() -> keyFile(folder, origin, !signed));
        }
        boolean signed = Files.exists(folder.resolve("log").resolve("checkpoint"));
        return keyFile(folder, settings.log().origin(), !signed);
    }

    private static NoteSigner keyFile(DataFolder folder, String origin, boolean mayMake) {
        try {
            return new SigningKeyFile(folder.resolve("log.key")).open(origin, mayMake);
        } catch (StorageFailed | InvalidFormat e) {
            throw new ReadinessFailure("gatehouse.log.origin", String.valueOf(e.getMessage()));
        }
    }

    @Produces
    @Singleton
    SealedLog log(
            DataFolder folder,
            Settings settings,
            LogLimits limits,
            NoteSigner signer,
            InstantSource clock,
            LogListener listener,
            Instance<S3Shards.Taken> shard) {
        try {
            Kept kept = kept(folder, settings, shard);
            return SealedLog.open(
                    kept.storage(),
                    MappedKeyIndex.open(folder.resolve("keys.index")),
                    signer,
                    kept.origin(),
                    limits,
                    clock,
                    listener);
        } catch (MalformedLog | StorageFailed | BrokenTree | InvalidFormat e) {
            throw new ReadinessFailure(
                    settings.store() == Settings.Backend.AWS ? "gatehouse.aws.bucket" : "gatehouse.data-dir",
                    "the log is refused: " + e.getMessage());
        }
    }

    void close(@Disposes SealedLog log) {
        log.close();
    }
}
