package dev.gatehouse.config;

import dev.gatehouse.config.cache.CachePolicy;
import dev.gatehouse.config.cache.StaleCache;
import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.delivery.ConfigDelivery;
import dev.gatehouse.config.delivery.FingerprintLimits;
import dev.gatehouse.config.delivery.Gatekeeper;
import dev.gatehouse.config.delivery.GuardedContract;
import dev.gatehouse.config.delivery.GuardedFingerprints;
import dev.gatehouse.config.delivery.GuardedParameters;
import dev.gatehouse.config.delivery.GuardedSecrets;
import dev.gatehouse.config.delivery.ReadLog;
import dev.gatehouse.config.delivery.TemplateApply;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretGenerator;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.snapshot.ChangeListener;
import dev.gatehouse.config.snapshot.Copies;
import dev.gatehouse.config.snapshot.ReferenceRule;
import dev.gatehouse.config.snapshot.Resolver;
import dev.gatehouse.config.snapshot.Snapshots;
import dev.gatehouse.config.snapshot.Subtree;
import dev.gatehouse.config.snapshot.Watches;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.GuardedTokens;
import dev.gatehouse.service.access.TokenService;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;

/** Puts the features together over the stores. */
public class Wiring {
    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    CachePolicy cachePolicy(Settings settings) {
        Settings.Cache cache = settings.cache();
        return new CachePolicy(
                cache.freshFor(),
                cache.revalidateFor(),
                cache.maxStale(),
                cache.retryAfter(),
                cache.maxEntries(),
                cache.negativeFor(),
                cache.maxNegativeEntries());
    }

    @Produces
    @Singleton
    StaleCache<ParameterPath, Subtree> subtrees(
            ParameterStore store, CachePolicy policy, Watches watches, Workers workers, InstantSource clock) {
        return new StaleCache<>(
                root -> Optional.of(new Subtree(root, store.listAll(root))),
                Subtree::keepIfSame,
                watches::parameterChanged,
                policy,
                workers,
                clock);
    }

    @Produces
    @Singleton
    StaleCache<ParameterPath, Parameter> parameters(
            ParameterStore store, CachePolicy policy, Workers workers, InstantSource clock) {
        return new StaleCache<>(
                path -> store.get(path, Selector.LATEST),
                Wiring::keepIfSame,
                // No snapshot is made of single parameters.
                path -> {},
                policy,
                workers,
                clock);
    }

    @Produces
    @Singleton
    StaleCache<SecretName, Secret> secrets(
            SecretStore store, CachePolicy policy, Watches watches, Workers workers, InstantSource clock) {
        return new StaleCache<>(
                name -> store.get(name, SecretSelector.CURRENT),
                Wiring::keepIfSame,
                watches::secretChanged,
                policy,
                workers,
                clock);
    }

    @Produces
    @Singleton
    @Typed(Copies.class)
    Copies copies(
            StaleCache<ParameterPath, Subtree> subtrees,
            StaleCache<ParameterPath, Parameter> parameters,
            StaleCache<SecretName, Secret> secrets) {
        return new Copies(subtrees, parameters, secrets);
    }

    @Produces
    @Singleton
    Snapshots snapshots(Contract contract, StaleCache<ParameterPath, Subtree> subtrees) {
        return new Snapshots(contract, subtrees);
    }

    @Produces
    @Singleton
    @Typed(Watches.class)
    Watches watches(Contract contract, Settings settings) {
        return new Watches(
                id -> contract.layers(id.environment(), id.application()),
                settings.watch().maxWatchers());
    }

    /** Copies are dropped first, so that whoever is woken looks at what is new. */
    @Produces
    @Singleton
    ChangeListener changes(Copies copies, Watches watches) {
        return new ChangeListener() {
            @Override
            public void parameterChanged(ParameterPath path) {
                copies.parameterChanged(path);
                watches.parameterChanged(path);
            }

            @Override
            public void secretChanged(SecretName name) {
                copies.secretChanged(name);
                watches.secretChanged(name);
            }
        };
    }

    @Produces
    @Singleton
    Gatekeeper gatekeeper(Contract contract, AuditTrail trail) {
        return new Gatekeeper(contract.project(), trail);
    }

    @Produces
    @Singleton
    ConfigDelivery configDelivery(
            Snapshots snapshots,
            StaleCache<SecretName, Secret> secrets,
            Gatekeeper gate,
            AuditTrail trail,
            ReadLog reads,
            Contract contract) {
        return new ConfigDelivery(
                snapshots, new Resolver(secrets), gate, trail, reads, ParameterPath.of(contract.project()));
    }

    @Produces
    @Singleton
    GuardedParameters guardedParameters(
            ParameterStore store,
            StaleCache<ParameterPath, Parameter> copies,
            Contract contract,
            Snapshots snapshots,
            Gatekeeper gate,
            AuditTrail trail,
            ReadLog reads,
            ChangeListener changes) {
        return new GuardedParameters(
                store, copies, contract, new ReferenceRule(contract, snapshots), gate, trail, reads, changes);
    }

    @Produces
    @Singleton
    GuardedSecrets guardedSecrets(
            SecretStore store,
            StaleCache<SecretName, Secret> copies,
            SecretsTemplate template,
            Contract contract,
            Gatekeeper gate,
            AuditTrail trail,
            ChangeListener changes) {
        return new GuardedSecrets(store, copies, template, contract.project(), gate, trail, changes);
    }

    @Produces
    @Singleton
    GuardedFingerprints guardedFingerprints(
            SecretStore store,
            SecretsTemplate template,
            Contract contract,
            Gatekeeper gate,
            AuditTrail trail,
            Settings settings) {
        return new GuardedFingerprints(
                store,
                template,
                contract.project(),
                gate,
                trail,
                fingerprintLimits(settings.fingerprints()),
                new SecureRandom());
    }

    private static FingerprintLimits fingerprintLimits(Settings.Fingerprints limits) {
        try {
            return new FingerprintLimits(limits.maxSecrets(), limits.maxValues());
        } catch (IllegalArgumentException e) {
            throw new ReadinessFailure(
                    "gatehouse.fingerprints.max-secrets, .max-values", String.valueOf(e.getMessage()));
        }
    }

    @Produces
    @Singleton
    GuardedContract guardedContract(
            Contract contract,
            ParameterStore store,
            SecretsTemplate template,
            SecretStore secrets,
            SecretGenerator generator,
            ReadLog reads,
            Gatekeeper gate,
            AuditTrail trail,
            ChangeListener changes,
            Settings settings) {
        boolean placeholders = settings.mode() == Settings.Mode.LOCAL;
        TemplateApply templates =
                new TemplateApply(template, secrets, generator, changes, contract.project(), placeholders);
        return new GuardedContract(contract, store, templates, reads, gate, trail, changes);
    }

    @Produces
    @Singleton
    GuardedTokens guardedTokens(TokenService tokens, AuditTrail trail) {
        return new GuardedTokens(tokens, trail);
    }

    /** A version's value never changes; the stages that point at it do. */
    private static Secret keepIfSame(Secret copy, Secret now) {
        return copy.version().equals(now.version()) && copy.stages().equals(now.stages()) ? copy : now;
    }

    private static Parameter keepIfSame(Parameter copy, Parameter now) {
        return copy.equals(now) ? copy : now;
    }
}
