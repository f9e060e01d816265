package dev.gatehouse.config;

import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.contract.ContractParser;
import dev.gatehouse.config.delivery.ReadLog;
import dev.gatehouse.config.document.networknt.NetworkntSchemaValidator;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.secret.SecretGenerator;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.secret.SecretsTemplateParser;
import dev.gatehouse.config.snapshot.LastKnownGood;
import dev.gatehouse.config.store.local.Keyring;
import dev.gatehouse.config.store.local.LastKnownGoodFile;
import dev.gatehouse.config.store.local.SqliteDatabase;
import dev.gatehouse.config.store.local.SqliteParameterStore;
import dev.gatehouse.config.store.local.SqliteSecretStore;
import dev.gatehouse.service.access.PolicySet;
import dev.gatehouse.service.document.BoundedYaml;
import dev.gatehouse.service.document.InvalidDocument;
import dev.gatehouse.service.failure.StoreException;
import dev.gatehouse.service.local.DataFolder;
import dev.gatehouse.service.local.StorageRefused;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Puts the stores and the documents together; nothing is opened before the settings have passed their checks. */
public class StoreWiring {
    private static final Logger LOG = Logger.getLogger(StoreWiring.class);

    @Produces
    @Singleton
    DataFolder dataFolder(Settings settings, Config config) {
        ReadinessCheck check = new ReadinessCheck(
                settings,
                setting -> config.getOptionalValue(setting, String.class).isPresent());
        refuseOn(check.settings());
        DataFolder folder = refusing("gatehouse.data-dir", () -> DataFolder.open(settings.dataDir()));
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
    Keyring keyring(DataFolder folder) {
        return refusing("gatehouse.data-dir", () -> Keyring.loadOrCreate(folder.resolve("keys.json")));
    }

    @Produces
    @Singleton
    Contract contract(Settings settings) {
        byte[] text = Documents.read("gatehouse.hierarchy", settings.hierarchy(), "hierarchy.yaml");
        return valid("gatehouse.hierarchy", () -> new ContractParser(new NetworkntSchemaValidator()).parse(text));
    }

    @Produces
    @Singleton
    SecretsTemplate secretsTemplate(Settings settings) {
        byte[] text = Documents.read("gatehouse.secrets-template", settings.secretsTemplate(), "secrets-template.json");
        return valid(
                "gatehouse.secrets-template",
                () -> new SecretsTemplateParser(new NetworkntSchemaValidator()).parse(text));
    }

    @Produces
    @Singleton
    SecretGenerator secretGenerator() {
        return new SecretGenerator(new SecureRandom());
    }

    @Produces
    @Singleton
    PolicySet policies(Settings settings, Config config) {
        byte[] text =
                Documents.read("gatehouse.access.policies", settings.access().policies(), "policies.yaml");
        PolicySet policies = valid(
                "gatehouse.access.policies",
                () -> PolicySet.of(new BoundedYaml(BoundedYaml.Limits.FILE).read(text), Capabilities.VOCABULARY));
        refuseOn(new ReadinessCheck(settings, setting -> true).policies(policies));
        return policies;
    }

    @Produces
    @Singleton
    ReadLog readLog(DataFolder folder, InstantSource clock) throws IOException {
        return ReadLog.open(folder.resolve("read-log.txt"), clock.instant());
    }

    @Produces
    @Singleton
    SqliteDatabase database(DataFolder folder, AgroalDataSource source) {
        // The folder is asked for first: it is what the file stands in, and what keeps a second process out.
        LOG.debugf("the embedded store is in %s", folder.path());
        return refusing("gatehouse.data-dir", () -> SqliteDatabase.open(source));
    }

    @Produces
    @Singleton
    ParameterStore parameterStore(
            Settings settings,
            Instance<SqliteDatabase> database,
            Instance<Keyring> keyring,
            Instance<AwsWiring> aws,
            InstantSource clock) {
        return switch (settings.store()) {
            case EMBEDDED ->
                refusing(
                        "gatehouse.data-dir",
                        () -> new SqliteParameterStore(
                                database.get(),
                                keyring.get(),
                                clock,
                                settings.embedded().versions()));
            case AWS -> aws.get().parameterStore();
        };
    }

    @Produces
    @Singleton
    SecretStore secretStore(
            Settings settings,
            Instance<SqliteDatabase> database,
            Instance<Keyring> keyring,
            Instance<AwsWiring> aws,
            InstantSource clock) {
        return switch (settings.store()) {
            case EMBEDDED ->
                refusing(
                        "gatehouse.data-dir",
                        () -> new SqliteSecretStore(
                                database.get(),
                                keyring.get(),
                                clock,
                                settings.embedded().versions()));
            case AWS -> aws.get().secretStore();
        };
    }

    /** Kept on AWS, where there is an outage to serve through, unless it is asked for or turned off. */
    @Produces
    @Singleton
    Optional<LastKnownGood> lastKnownGood(Settings settings, DataFolder folder, Instance<Keyring> keyring) {
        boolean kept = settings.lastKnownGood().enabled().orElse(settings.store() == Settings.Backend.AWS);
        return kept
                ? Optional.of(new LastKnownGoodFile(folder.resolve("last-known-good"), keyring.get()))
                : Optional.empty();
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

    private static <T> T valid(String setting, Supplier<T> document) {
        try {
            return document.get();
        } catch (InvalidDocument e) {
            throw new ReadinessFailure(setting, String.valueOf(e.getMessage()));
        }
    }

    private static <T> T refusing(String setting, Supplier<T> open) {
        try {
            return open.get();
        } catch (StorageRefused | StoreException.Corrupt e) {
            throw new ReadinessFailure(setting, String.valueOf(e.getMessage()));
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
