package dev.gatehouse.config.secret;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.service.failure.InvalidName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A secret store in memory with every version and stage; it keeps the contract, see its test. */
public final class MemorySecretStore implements SecretStore {
    private record Version(Instant at, SecretValue value) {}

    private static final class Entry {
        final DataClass dataClass;
        final String description;
        final Instant createdAt;
        final Map<VersionId, Version> versions = new LinkedHashMap<>();
        final Map<Stage, VersionId> stages = new TreeMap<>();
        Instant changedAt;
        Optional<Instant> deletesAt = Optional.empty();

        Entry(DataClass dataClass, String description, Instant now) {
            this.dataClass = dataClass;
            this.description = description;
            this.createdAt = now;
            this.changedAt = now;
        }

        Set<Stage> stagesOf(VersionId version) {
            return stages.entrySet().stream()
                    .filter(stage -> stage.getValue().equals(version))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        void move(Stage stage, VersionId to) {
            VersionId from = stages.put(stage, to);
            if (stage.equals(Stage.CURRENT) && from != null && !from.equals(to)) {
                stages.put(Stage.PREVIOUS, from);
            }
        }
    }

    private final NavigableMap<SecretName, Entry> entries = new TreeMap<>();
    private final InstantSource clock;

    public MemorySecretStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Secret> get(SecretName name, SecretSelector selector) {
        return open(name).flatMap(entry -> {
            VersionId version = switch (selector) {
                case SecretSelector.AtStage(Stage stage) -> entry.stages.get(stage);
                case SecretSelector.OfVersion(VersionId id) -> id;
            };
            return version == null || !entry.versions.containsKey(version)
                    ? Optional.empty()
                    : Optional.of(secret(name, entry, version));
        });
    }

    private static Secret secret(SecretName name, Entry entry, VersionId version) {
        Version stored = Objects.requireNonNull(entry.versions.get(version));
        return new Secret(
                name,
                version,
                entry.stagesOf(version),
                stored.at(),
                SecretValue.of(stored.value().reveal()));
    }

    @Override
    public synchronized Map<SecretName, Secret> getAll(Set<SecretName> names) {
        Map<SecretName, Secret> found = new HashMap<>();
        names.forEach(name -> get(name, SecretSelector.CURRENT).ifPresent(secret -> found.put(name, secret)));
        return found;
    }

    @Override
    public synchronized Optional<SecretMetadata> describe(SecretName name) {
        return Optional.ofNullable(entries.get(name)).map(entry -> metadata(name, entry));
    }

    private static SecretMetadata metadata(SecretName name, Entry entry) {
        return new SecretMetadata(
                name,
                entry.dataClass,
                entry.description,
                entry.createdAt,
                entry.changedAt,
                entry.versions.keySet().stream().collect(Collectors.toMap(id -> id, entry::stagesOf)),
                entry.deletesAt);
    }

    @Override
    public synchronized Page<SecretMetadata> list(String prefix, Optional<String> cursor, int limit) {
        cursor.filter(after -> !after.startsWith(prefix + "/")).ifPresent(alien -> {
            throw new InvalidName("cursor", "is not one of this listing");
        });
        List<SecretMetadata> all = entries.entrySet().stream()
                .filter(entry -> entry.getKey().value().startsWith(prefix + "/"))
                .filter(entry -> cursor.isEmpty() || entry.getKey().value().compareTo(cursor.get()) > 0)
                .map(entry -> metadata(entry.getKey(), entry.getValue()))
                .toList();
        return all.size() <= limit
                ? new Page<>(all, Optional.empty())
                : new Page<>(
                        all.subList(0, limit),
                        Optional.of(all.get(limit - 1).name().value()));
    }

    @Override
    public synchronized PutResult create(
            SecretName name, DataClass dataClass, String description, VersionId version, SecretValue value) {
        Entry there = entries.get(name);
        if (there != null) {
            return there.deletesAt.isPresent()
                    ? new PutResult.Deleting()
                    : taken(there, version, value, new PutResult.AlreadyExists())
                            .orElse(new PutResult.AlreadyExists());
        }
        Entry made = new Entry(dataClass, description, clock.instant());
        made.versions.put(version, new Version(clock.instant(), SecretValue.of(value.reveal())));
        made.move(Stage.CURRENT, version);
        entries.put(name, made);
        return new PutResult.Written(version);
    }

    @Override
    public synchronized PutResult put(SecretName name, VersionId version, SecretValue value, Set<Stage> stages) {
        Entry there = entries.get(name);
        if (there == null) {
            return new PutResult.NotFound();
        }
        if (there.deletesAt.isPresent()) {
            return new PutResult.Deleting();
        }
        Optional<PutResult> taken = taken(there, version, value, new PutResult.VersionTaken());
        if (taken.isPresent()) {
            return taken.get();
        }
        there.versions.put(version, new Version(clock.instant(), SecretValue.of(value.reveal())));
        new TreeSet<>(stages.isEmpty() ? Set.of(Stage.CURRENT) : stages).forEach(stage -> there.move(stage, version));
        there.changedAt = clock.instant();
        return new PutResult.Written(version);
    }

    private static Optional<PutResult> taken(Entry entry, VersionId version, SecretValue value, PutResult other) {
        Version stored = entry.versions.get(version);
        if (stored == null) {
            return Optional.empty();
        }
        return Optional.of(stored.value().sameAs(value) ? new PutResult.Unchanged(version) : other);
    }

    @Override
    public synchronized StageResult moveStage(SecretName name, Stage stage, Optional<VersionId> from, VersionId to) {
        Optional<Entry> there = open(name).filter(entry -> entry.versions.containsKey(to));
        if (there.isEmpty()) {
            return new StageResult.NotFound();
        }
        Optional<VersionId> at = Optional.ofNullable(there.get().stages.get(stage));
        if (!at.equals(Optional.of(to))) {
            if (!at.equals(from)) {
                return new StageResult.Conflict();
            }
            there.get().move(stage, to);
            there.get().changedAt = clock.instant();
        }
        return new StageResult.Moved();
    }

    @Override
    public synchronized StageResult removeStage(SecretName name, Stage stage, VersionId from) {
        stage.requireRemovable();
        Optional<Entry> there = open(name);
        there.ifPresent(entry -> entry.stages.remove(stage, from));
        return there.isPresent() ? new StageResult.Moved() : new StageResult.NotFound();
    }

    @Override
    public synchronized Optional<Instant> delete(SecretName name, Duration recovery) {
        if (recovery.toDays() < MIN_RECOVERY_DAYS || recovery.compareTo(Duration.ofDays(MAX_RECOVERY_DAYS)) > 0) {
            throw new InvalidName("recovery", "must be 7 to 30 days");
        }
        return Optional.ofNullable(entries.get(name)).map(entry -> {
            entry.deletesAt =
                    entry.deletesAt.or(() -> Optional.of(clock.instant().plus(recovery)));
            return entry.deletesAt.get();
        });
    }

    @Override
    public synchronized boolean restore(SecretName name) {
        Entry there = entries.get(name);
        if (there != null) {
            there.deletesAt = Optional.empty();
        }
        return there != null;
    }

    private Optional<Entry> open(SecretName name) {
        return Optional.ofNullable(entries.get(name)).filter(entry -> entry.deletesAt.isEmpty());
    }
}
