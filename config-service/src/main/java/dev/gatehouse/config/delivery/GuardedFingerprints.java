package dev.gatehouse.config.delivery;

import dev.gatehouse.client.managed.HandOver;
import dev.gatehouse.client.managed.ManagedKey;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.access.Resources;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.failure.StoreException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hands keyed fingerprints of secrets over to who looks for their values elsewhere; never a value. Which versions are in it is on
 * record before it is handed over.
 */
public final class GuardedFingerprints {
    private static final String VERB = "fingerprint";
    private static final int PAGE = 100;
    /** Values that are in memory at one time; a store on AWS asks for as many at once. */
    private static final int AT_ONCE = 20;

    private final SecretStore store;
    private final SecretsTemplate template;
    private final String project;
    private final Gatekeeper gate;
    private final AuditTrail trail;
    private final FingerprintLimits limits;
    private final SecureRandom random;

    public GuardedFingerprints(
            SecretStore store,
            SecretsTemplate template,
            String project,
            Gatekeeper gate,
            AuditTrail trail,
            FingerprintLimits limits,
            SecureRandom random) {
        this.store = store;
        this.template = template;
        this.project = project;
        this.gate = gate;
        this.trail = trail;
        this.limits = limits;
        this.random = random;
    }

    /**
     * Fingerprints, under a new key, of each version that a stage points at of each secret that the caller may have them of.
     *
     * @param unless the set that the caller has
     * @return empty where the set is still that one
     * @throws Forbidden the caller may have them of no secret, and not of the project's
     * @throws TooManyFingerprints there are more than one handing-over takes
     */
    public Optional<HandOver> handOver(Caller caller, Optional<String> unless) {
        List<SecretMetadata> secrets = visible(caller);
        if (secrets.isEmpty() && !caller.may(Capabilities.FINGERPRINT, Resources.secret(new SecretName(project)))) {
            throw gate.refusal(caller, Capabilities.FINGERPRINT, new SecretName(project));
        }
        String set = FingerprintSet.of(secrets, secret -> spec(secret.name()));
        if (unless.equals(Optional.of(set))) {
            return Optional.empty();
        }
        Fingerprinting made = new Fingerprinting(ManagedKey.random(random), limits.values());
        for (int from = 0; from < secrets.size(); from += AT_ONCE) {
            read(secrets.subList(from, Math.min(from + AT_ONCE, secrets.size())), made);
        }
        trail.handedOut(caller, VERB, made.versions());
        // A set that misses something has a name of its own, so that it is asked for again.
        return Optional.of(made.handOver(made.isWhole() ? set : set + "-partial"));
    }

    private List<SecretMetadata> visible(Caller caller) {
        List<SecretMetadata> secrets = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<SecretMetadata> page = store.list(project, cursor, PAGE);
            page.items().stream()
                    .filter(secret -> secret.deletesAt().isEmpty())
                    .filter(secret -> gate.may(caller, Capabilities.FINGERPRINT, secret.name()))
                    .forEach(secrets::add);
            if (secrets.size() > limits.secrets()) {
                throw new TooManyFingerprints("secrets", limits.secrets());
            }
            cursor = page.next();
        } while (cursor.isPresent());
        secrets.sort((a, b) -> a.name().compareTo(b.name()));
        return secrets;
    }

    private void read(List<SecretMetadata> secrets, Fingerprinting made) {
        Map<SecretName, VersionId> current = readCurrent(secrets, made);
        for (SecretMetadata secret : secrets) {
            Set<VersionId> others = new HashSet<>();
            secret.versions().forEach((id, stages) -> {
                if (!stages.isEmpty() && !id.equals(current.get(secret.name()))) {
                    others.add(id);
                }
            });
            others.forEach(id -> readOne(secret.name(), id, made));
        }
    }

    /** The current versions at once; those that are not read here are read one by one. */
    private Map<SecretName, VersionId> readCurrent(List<SecretMetadata> secrets, Fingerprinting made) {
        Map<SecretName, VersionId> read = new HashMap<>();
        Set<SecretName> names = new HashSet<>();
        secrets.forEach(secret -> names.add(secret.name()));
        try {
            store.getAll(names).values().forEach(secret -> {
                made.take(secret, spec(secret.name()));
                read.put(secret.name(), secret.version());
            });
        } catch (StoreException.Denied | StoreException.Corrupt e) {
            // One that can't be opened must not hide the others.
        }
        return read;
    }

    private void readOne(SecretName name, VersionId id, Fingerprinting made) {
        try {
            store.get(name, new SecretSelector.OfVersion(id)).ifPresent(secret -> made.take(secret, spec(name)));
        } catch (StoreException.Denied | StoreException.Corrupt e) {
            made.unreadable(name);
        }
    }

    private Optional<SecretSpec> spec(SecretName name) {
        return template.find(project, name);
    }
}
