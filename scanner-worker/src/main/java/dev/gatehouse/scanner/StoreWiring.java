package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.EventIds;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.store.local.FingerprintKeyFile;
import dev.gatehouse.scanner.store.local.Schema;
import dev.gatehouse.scanner.store.local.SqliteDatabase;
import dev.gatehouse.scanner.store.local.SqliteFindingStore;
import dev.gatehouse.scanner.store.local.SqliteRunLog;
import dev.gatehouse.scanner.store.local.SqliteScanState;
import dev.gatehouse.scanner.store.local.SqliteScanStore;
import dev.gatehouse.scanner.store.local.SqliteWorkQueue;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.work.RunLog;
import dev.gatehouse.scanner.work.ScanState;
import dev.gatehouse.scanner.work.ScanStore;
import dev.gatehouse.scanner.work.WorkQueue;
import dev.gatehouse.service.local.DataFolder;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Puts the stores together; nothing is opened before the settings have passed their checks. */
public class StoreWiring {
    private static final Logger LOG = Logger.getLogger(StoreWiring.class);

    @Produces
    @Singleton
    DataFolder dataFolder(Settings settings, Config config) {
        ReadinessCheck check = new ReadinessCheck(
                settings,
                setting -> config.getOptionalValue(setting, String.class).isPresent());
        refuseOn(check.settings());
        DataFolder folder = Made.named("gatehouse.data-dir", () -> DataFolder.open(settings.dataDir()));
        if (settings.mode() == Settings.Mode.LOCAL) {
            mark(folder.resolve(ReadinessCheck.LOCAL_MARK));
        }
        return folder;
    }

    void close(@Disposes DataFolder folder) {
        folder.close();
    }

    @Produces
    @Singleton
    FingerprintKey fingerprintKey(DataFolder folder, Settings settings) {
        return settings.fingerprint()
                .keyFile()
                .map(file -> Made.named("gatehouse.fingerprint.key-file", () -> FingerprintKeyFile.load(file)))
                .orElseGet(() -> Made.named(
                        "gatehouse.data-dir",
                        () -> FingerprintKeyFile.loadOrCreate(folder.resolve("fingerprint.key"), new SecureRandom())));
    }

    @Produces
    @Singleton
    EmbeddedStores embedded(DataFolder folder, AgroalDataSource findings, @DataSource("work") AgroalDataSource work) {
        // The folder is asked for first: it is what the files stand in, and what keeps a second process out.
        LOG.debugf("the embedded stores are in %s", folder.path());
        return Made.named(
                "gatehouse.data-dir",
                () -> new EmbeddedStores(
                        SqliteDatabase.open(findings, Schema.FINDINGS), SqliteDatabase.open(work, Schema.WORK)));
    }

    @Produces
    @Singleton
    FindingStore findingStore(Backends backends) {
        return backends.embedded(stores -> new SqliteFindingStore(stores.findings()), AwsWiring::findingStore);
    }

    @Produces
    @Singleton
    ScanStore scanStore(Backends backends) {
        return backends.embedded(stores -> new SqliteScanStore(stores.work()), AwsWiring::scanStore);
    }

    @Produces
    @Singleton
    ScanState scanState(Backends backends) {
        return backends.embedded(stores -> new SqliteScanState(stores.work()), AwsWiring::scanState);
    }

    @Produces
    @Singleton
    RunLog runLog(Backends backends) {
        return backends.embedded(stores -> new SqliteRunLog(stores.work()), AwsWiring::runLog);
    }

    @Produces
    @Singleton
    WorkQueue workQueue(Backends backends, InstantSource clock) {
        return backends.embedded(stores -> queue(stores, clock), AwsWiring::workQueue);
    }

    private static WorkQueue queue(EmbeddedStores stores, InstantSource clock) {
        SqliteWorkQueue queue =
                new SqliteWorkQueue(stores.work(), clock, new EventIds(clock, new SecureRandom())::next);
        // This process is the only one: whoever had a lease is no more.
        queue.releaseAll();
        return queue;
    }

    private static void refuseOn(List<ReadinessCheck.Finding> findings) {
        List<ReadinessCheck.Finding> fatal = findings.stream()
                .filter(finding -> finding.severity() == ReadinessCheck.Severity.FATAL)
                .toList();
        findings.stream()
                .filter(finding -> finding.severity() == ReadinessCheck.Severity.WARNING)
                .forEach(finding -> LOG.warnf("%s: %s", finding.setting(), finding.problem()));
        if (!fatal.isEmpty()) {
            throw new ReadinessFailure(fatal);
        }
    }

    private static void mark(Path mark) {
        try {
            if (Files.notExists(mark)) {
                Files.createFile(mark);
            }
        } catch (IOException e) {
            throw new ReadinessFailure(
                    "gatehouse.data-dir", "can't be written: " + e.getClass().getSimpleName());
        }
    }
}
