package dev.gatehouse.config.delivery;

import dev.gatehouse.client.managed.HandOver;
import dev.gatehouse.client.managed.ManagedKey;
import dev.gatehouse.client.managed.ManagedValue;
import dev.gatehouse.config.access.Resources;
import dev.gatehouse.config.secret.Leakable;
import dev.gatehouse.config.secret.Leakables;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.service.access.AuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One handing-over while it is made: takes secrets' versions, and keeps of them what is handed over. */
final class Fingerprinting {
    private final ManagedKey key;
    private final int limit;
    private final List<ManagedValue> values = new ArrayList<>();
    private final List<AuditTrail.Read> versions = new ArrayList<>();
    private final Set<String> unreadable = new TreeSet<>();
    private final List<String> tooLong = new ArrayList<>();

    Fingerprinting(ManagedKey key, int limit) {
        this.key = key;
        this.limit = limit;
    }

    /** Takes a version, and wipes its value. */
    void take(Secret secret, Optional<SecretSpec> spec) {
        try (SecretValue value = secret.value()) {
            List<Leakable> parts = Leakables.of(value, spec);
            try {
                parts.forEach(part -> take(secret, part));
            } finally {
                parts.forEach(Leakable::close);
            }
        }
        versions.add(new AuditTrail.Read(
                Resources.secret(secret.name()), secret.version().value()));
    }

    private void take(Secret secret, Leakable part) {
        String name = secret.name().value();
        String path = name + "#" + part.field();
        String owner = part.field().isEmpty() || path.length() > ManagedValue.LONGEST_OWNER ? name : path;
        if (!ManagedValue.takes(part.reveal().length)) {
            tooLong.add(owner);
            return;
        }
        if (values.size() == limit) {
            throw new TooManyFingerprints("values", limit);
        }
        List<String> stages = secret.stages().stream()
                .sorted()
                .map(Stage::name)
                .limit(ManagedValue.MOST_STAGES)
                .toList();
        values.add(ManagedValue.of(key, owner, secret.version().value(), stages, part.reveal()));
    }

    /** Takes note that a secret can't be opened. */
    void unreadable(SecretName name) {
        unreadable.add(name.value());
    }

    boolean isWhole() {
        return unreadable.isEmpty();
    }

    /** What goes on record. */
    List<AuditTrail.Read> versions() {
        return versions;
    }

    HandOver handOver(String set) {
        return new HandOver(set, key, values, List.copyOf(unreadable), tooLong);
    }
}
