package dev.gatehouse.config;

import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.delivery.Gatekeeper;
import dev.gatehouse.config.delivery.GuardedRotations;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.rotation.Adoption;
import dev.gatehouse.config.rotation.DatabaseAccounts;
import dev.gatehouse.config.rotation.FunctionSteps;
import dev.gatehouse.config.rotation.RotationEngine;
import dev.gatehouse.config.rotation.RotationLimits;
import dev.gatehouse.config.rotation.RotationListener;
import dev.gatehouse.config.rotation.RotationLogs;
import dev.gatehouse.config.rotation.RotationOverviews;
import dev.gatehouse.config.rotation.RotationSchedule;
import dev.gatehouse.config.rotation.RotationScheduler;
import dev.gatehouse.config.rotation.Rotations;
import dev.gatehouse.config.rotation.Rotators;
import dev.gatehouse.config.rotation.Supplies;
import dev.gatehouse.config.rotation.jdbc.PostgresAccounts;
import dev.gatehouse.config.secret.MaintenanceWindows;
import dev.gatehouse.config.secret.SecretGenerator;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.snapshot.ChangeListener;
import dev.gatehouse.service.access.AuditTrail;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Puts together what replaces secrets. */
public class RotationWiring {
    /** The embedded store's data folder is one process's: after a restart it is the same node. */
    private static final String ONLY_NODE = "embedded";

    /** Who holds which version is what holders report. */
    @Produces
    @Singleton
    Adoption adoption(dev.gatehouse.config.adoption.Adoption holders) {
        return holders::complete;
    }

    @Produces
    @Singleton
    RotationListener rotationListener() {
        return new RotationsLog();
    }

    @Produces
    @Singleton
    DatabaseAccounts databaseAccounts(RotationSettings settings, Settings all) {
        RotationSettings.Database database = settings.database();
        return new PostgresAccounts(
                database.timeout(),
                database.sslMode().orElse(local(all) ? "prefer" : "verify-full"),
                database.sslRootCertificate().map(Path::toString));
    }

    @Produces
    @Singleton
    RotationLimits rotationLimits(RotationSettings settings) {
        if (settings.lease().compareTo(settings.database().timeout().multipliedBy(2)) <= 0) {
            throw new ReadinessFailure(
                    "gatehouse.rotation.lease", "must be longer than twice gatehouse.rotation.database.timeout");
        }
        try {
            return new RotationLimits(
                    settings.lease(),
                    settings.stepLimit(),
                    settings.minOverlap(),
                    settings.taskDue(),
                    settings.functionPatience());
        } catch (IllegalArgumentException wrong) {
            throw new ReadinessFailure(
                    "gatehouse.rotation.lease, .step-limit, .min-overlap, .task-due, .function-patience",
                    String.valueOf(wrong.getMessage()));
        }
    }

    @Produces
    @Singleton
    RotationSchedule rotationSchedule(RotationSettings settings) {
        try {
            return new RotationSchedule(MaintenanceWindows.parse(settings.windows()));
        } catch (IllegalArgumentException wrong) {
            throw new ReadinessFailure("gatehouse.rotation.windows", String.valueOf(wrong.getMessage()));
        }
    }

    @Produces
    @Singleton
    RotationEngine.Tools rotationTools(
            SecretsTemplate template,
            Contract contract,
            ParameterStore parameters,
            SecretStore secrets,
            ChangeListener changes,
            SecretGenerator generator,
            DatabaseAccounts accounts,
            Adoption adoption,
            Settings settings) {
        return new RotationEngine.Tools(
                template,
                contract.project(),
                new RotationLogs(parameters, contract.project()),
                secrets,
                changes,
                new Rotators(secrets, generator, accounts, local(settings)),
                adoption);
    }

    @Produces
    @Singleton
    RotationEngine rotationEngine(
            RotationEngine.Tools tools,
            RotationLimits limits,
            AuditTrail trail,
            RotationListener listener,
            InstantSource clock,
            Settings settings) {
        String node = settings.store() == Settings.Backend.EMBEDDED
                ? ONLY_NODE
                : UUID.randomUUID().toString();
        return new RotationEngine(tools, limits, trail, listener, clock, node);
    }

    @Produces
    @Singleton
    Rotations rotations(
            RotationEngine.Tools tools,
            RotationEngine engine,
            RotationSettings settings,
            Workers workers,
            InstantSource clock) {
        return new Rotations(
                tools.template(),
                tools.project(),
                tools.secrets(),
                tools.logs(),
                secret -> {
                    if (settings.enabled()) {
                        workers.execute(() -> engine.goOn(secret));
                    }
                },
                new SecureRandom(),
                clock);
    }

    @Produces
    @Singleton
    RotationScheduler rotationScheduler(
            RotationEngine.Tools tools,
            Rotations rotations,
            RotationSchedule schedule,
            AuditTrail trail,
            RotationListener listener,
            InstantSource clock) {
        return new RotationScheduler(tools, rotations, schedule, trail, listener, clock);
    }

    @Produces
    @Singleton
    GuardedRotations guardedRotations(
            RotationEngine.Tools tools,
            RotationEngine engine,
            Rotations rotations,
            RotationSchedule schedule,
            Gatekeeper gate,
            AuditTrail trail,
            InstantSource clock,
            Settings settings) {
        return new GuardedRotations(
                rotations,
                new Supplies(rotations, tools.secrets(), tools.changes()),
                new FunctionSteps(rotations, engine),
                new RotationOverviews(tools, schedule, clock),
                gate,
                trail,
                local(settings));
    }

    private static boolean local(Settings settings) {
        return settings.mode() == Settings.Mode.LOCAL;
    }
}
