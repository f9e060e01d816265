package dev.gatehouse.config.secret;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Page;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A secret store in memory that keeps the current version of each secret, and knows no other stage: counts what it is
 * asked, and fails as told.
 */
public final class FakeSecretStore implements SecretStore {
    private final NavigableMap<SecretName, Secret> current = new ConcurrentSkipListMap<>();
    private final NavigableMap<SecretName, DataClass> classes = new ConcurrentSkipListMap<>();
    private final NavigableMap<SecretName, Instant> deleting = new ConcurrentSkipListMap<>();
    private final Map<SecretName, RuntimeException> damaged = new ConcurrentSkipListMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final InstantSource clock;
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable RuntimeException failureAfterWriting;

    public FakeSecretStore(InstantSource clock) {
        this.clock = clock;
    }

    /** The version id that a name is given in {@link #with}: the same each time, so that tests can say it. */
    public static VersionId version(String name, int number) {
        return new VersionId(UUID.nameUUIDFromBytes((name + "#" + number).getBytes(StandardCharsets.UTF_8))
                .toString());
    }

    /** Writes past the port: not a call. */
    public FakeSecretStore with(String name, int version, String value) {
        return with(name, version, SecretValue.of(value));
    }

    public FakeSecretStore with(String name, int version, SecretValue value) {
        write(new SecretName(name), version(name, version), value);
        return this;
    }

    /** Deletes past the port. */
    public void without(String name) {
        current.remove(new SecretName(name));
    }

    /** What is stored, past the port. */
    public Optional<Secret> stored(String name) {
        return Optional.ofNullable(current.get(new SecretName(name)));
    }

    /** Which class a secret was created with. */
    public Optional<DataClass> dataClass(String name) {
        return Optional.ofNullable(classes.get(new SecretName(name)));
    }

    /** How often the port was used. */
    public int calls() {
        return calls.get();
    }

    /** What each call throws from now on; null for none. */
    public void failWith(@Nullable RuntimeException failure) {
        this.failure = failure;
    }

    /** What each change throws from now on, after it has happened. */
    public void failAfterWritingWith(@Nullable RuntimeException failure) {
        this.failureAfterWriting = failure;
    }

    /** What each reading of the value of a secret throws from now on. */
    public void damage(String name, RuntimeException damage) {
        damaged.put(new SecretName(name), damage);
    }

    @Override
    public Optional<Secret> get(SecretName name, SecretSelector selector) {
        called();
        opened(name);
        return readable(name).filter(secret -> switch (selector) {
            case SecretSelector.AtStage(Stage stage) -> secret.stages().contains(stage);
            case SecretSelector.OfVersion(VersionId id) -> secret.version().equals(id);
        });
    }

    @Override
    public Map<SecretName, Secret> getAll(Set<SecretName> names) {
        called();
        Map<SecretName, Secret> found = new LinkedHashMap<>();
        names.forEach(this::opened);
        names.forEach(name -> readable(name).ifPresent(secret -> found.put(name, secret)));
        return found;
    }

    @Override
    public Optional<SecretMetadata> describe(SecretName name) {
        called();
        return Optional.ofNullable(current.get(name)).map(this::metadata);
    }

    @Override
    public Page<SecretMetadata> list(String prefix, Optional<String> cursor, int limit) {
        called();
        List<SecretMetadata> all = current.values().stream()
                .filter(secret -> secret.name().value().startsWith(prefix + "/"))
                .filter(secret -> cursor.isEmpty() || secret.name().value().compareTo(cursor.get()) > 0)
                .map(this::metadata)
                .toList();
        return all.size() <= limit
                ? new Page<>(all, Optional.empty())
                : new Page<>(
                        all.subList(0, limit),
                        Optional.of(all.get(limit - 1).name().value()));
    }

    @Override
    public PutResult create(
            SecretName name, DataClass dataClass, String description, VersionId version, SecretValue value) {
        called();
        if (deleting.containsKey(name)) {
            return new PutResult.Deleting();
        }
        Secret there = current.get(name);
        if (there != null) {
            return there.version().equals(version) ? repeated(there, value) : new PutResult.AlreadyExists();
        }
        classes.put(name, dataClass);
        return written(name, version, value);
    }

    @Override
    public PutResult put(SecretName name, VersionId version, SecretValue value, Set<Stage> stages) {
        called();
        if (deleting.containsKey(name)) {
            return new PutResult.Deleting();
        }
        Secret there = current.get(name);
        if (there == null) {
            return new PutResult.NotFound();
        }
        return there.version().equals(version) ? repeated(there, value) : written(name, version, value);
    }

    @Override
    public StageResult moveStage(SecretName name, Stage stage, Optional<VersionId> from, VersionId to) {
        called();
        Secret there = current.get(name);
        if (there == null) {
            return new StageResult.NotFound();
        }
        if (!there.version().equals(to)) {
            return new StageResult.Conflict();
        }
        changed();
        return new StageResult.Moved();
    }

    @Override
    public StageResult removeStage(SecretName name, Stage stage, VersionId from) {
        called();
        stage.requireRemovable();
        return current.containsKey(name) ? new StageResult.Moved() : new StageResult.NotFound();
    }

    @Override
    public Optional<Instant> delete(SecretName name, Duration recovery) {
        called();
        if (!current.containsKey(name)) {
            return Optional.empty();
        }
        Instant gone = clock.instant().plus(recovery);
        deleting.put(name, gone);
        changed();
        return Optional.of(gone);
    }

    @Override
    public boolean restore(SecretName name) {
        called();
        deleting.remove(name);
        changed();
        return current.containsKey(name);
    }

    private static PutResult repeated(Secret there, SecretValue value) {
        return there.value().sameAs(value) ? new PutResult.Unchanged(there.version()) : new PutResult.VersionTaken();
    }

    private PutResult written(SecretName name, VersionId version, SecretValue value) {
        write(name, version, value);
        changed();
        return new PutResult.Written(version);
    }

    // A copy of the bytes: the writer wipes its own.
    private void write(SecretName name, VersionId version, SecretValue value) {
        current.put(
                name,
                new Secret(name, version, Set.of(Stage.CURRENT), clock.instant(), SecretValue.of(value.reveal())));
    }

    /** With a copy of the value, which the caller may wipe. */
    private Optional<Secret> readable(SecretName name) {
        return Optional.ofNullable(current.get(name))
                .filter(secret -> !deleting.containsKey(name))
                .map(secret -> new Secret(
                        name,
                        secret.version(),
                        secret.stages(),
                        secret.createdAt(),
                        SecretValue.of(secret.value().reveal())));
    }

    private SecretMetadata metadata(Secret secret) {
        return new SecretMetadata(
                secret.name(),
                classes.getOrDefault(secret.name(), DataClass.SECRET),
                "",
                secret.createdAt(),
                secret.createdAt(),
                Map.of(secret.version(), secret.stages()),
                Optional.ofNullable(deleting.get(secret.name())));
    }

    private void opened(SecretName name) {
        RuntimeException failing = damaged.get(name);
        if (failing != null) {
            throw failing;
        }
    }

    private void called() {
        calls.incrementAndGet();
        RuntimeException failing = failure;
        if (failing != null) {
            throw failing;
        }
    }

    private void changed() {
        RuntimeException failing = failureAfterWriting;
        if (failing != null) {
            throw failing;
        }
    }
}
