package dev.gatehouse.config;

import dev.gatehouse.config.access.ParameterTokenStore;
import dev.gatehouse.config.adoption.Adoption;
import dev.gatehouse.config.adoption.AdoptionLimits;
import dev.gatehouse.config.cache.StaleCache;
import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.delivery.Gatekeeper;
import dev.gatehouse.config.delivery.GuardedAdoption;
import dev.gatehouse.config.delivery.GuardedReaders;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.reader.Readers;
import dev.gatehouse.config.reader.audit.AuditServiceEvents;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.service.access.AuditTrail;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/** Puts together what is known of who uses secrets. */
public class AdoptionWiring {
    @Produces
    @Singleton
    Adoption adoption(
            ParameterStore parameters,
            SecretStore secrets,
            Contract contract,
            AdoptionSettings settings,
            InstantSource clock) {
        return new Adoption(
                parameters, ParameterTokenStore.reserved(contract.project()), secrets, limits(settings), clock);
    }

    private static AdoptionLimits limits(AdoptionSettings settings) {
        try {
            return new AdoptionLimits(
                    settings.maxHoldings(), settings.reportWithin(), settings.staleAfter(), settings.forgetAfter());
        } catch (IllegalArgumentException e) {
            throw new ReadinessFailure("gatehouse.adoption", String.valueOf(e.getMessage()));
        }
    }

    @Produces
    @Singleton
    GuardedAdoption guardedAdoption(
            Adoption adoption, StaleCache<SecretName, Secret> copies, Gatekeeper gate, AuditTrail trail) {
        return new GuardedAdoption(adoption, copies, gate, trail);
    }

    @Produces
    @Singleton
    GuardedReaders guardedReaders(Settings settings, AdoptionSettings adoption, Gatekeeper gate, InstantSource clock) {
        return new GuardedReaders(
                adoption.readersTokenFile().map(file -> readers(settings.audit(), adoption, file, clock)), gate);
    }

    private static Readers readers(
            Settings.Audit audit, AdoptionSettings adoption, Path tokenFile, InstantSource clock) {
        URI url = audit.url()
                .orElseThrow(() -> new ReadinessFailure(
                        "gatehouse.audit.url", "is not set, and gatehouse.adoption.readers-token-file is"));
        try {
            return new Readers(
                    new AuditServiceEvents(url, audit.plainHttp(), new TokenFile(tokenFile), adoption.readersTimeout()),
                    adoption.maxReaderEvents(),
                    clock);
        } catch (IllegalArgumentException e) {
            throw new ReadinessFailure("gatehouse.audit.url, gatehouse.adoption", String.valueOf(e.getMessage()));
        }
    }
}
