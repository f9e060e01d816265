package dev.gatehouse.config.delivery;

import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.access.Resources;
import dev.gatehouse.config.cache.Held;
import dev.gatehouse.config.cache.StaleCache;
import dev.gatehouse.config.contract.Rule;
import dev.gatehouse.config.contract.Violation;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.secret.PutResult;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.StageResult;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.config.snapshot.ChangeListener;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Secrets as a caller may use them; each value handed out is on record before it is. */
public final class GuardedSecrets {
    private final SecretStore store;
    private final StaleCache<SecretName, Secret> copies;
    private final SecretsTemplate template;
    private final String project;
    private final Gatekeeper gate;
    private final AuditTrail trail;
    private final ChangeListener changes;

    public GuardedSecrets(
            SecretStore store,
            StaleCache<SecretName, Secret> copies,
            SecretsTemplate template,
            String project,
            Gatekeeper gate,
            AuditTrail trail,
            ChangeListener changes) {
        this.store = store;
        this.copies = copies;
        this.template = template;
        this.project = project;
        this.gate = gate;
        this.trail = trail;
        this.changes = changes;
    }

    /** Names and metadata of what the caller may list below a prefix; never a value. */
    public Page<SecretMetadata> list(Caller caller, String prefix, Optional<String> cursor, int limit) {
        return VisiblePages.of(
                (from, items) -> store.list(prefix, from, items),
                secret -> gate.may(caller, Capabilities.LIST, secret.name()),
                cursor,
                limit);
    }

    public Optional<SecretMetadata> describe(Caller caller, SecretName name) {
        gate.require(caller, Capabilities.LIST, name);
        return store.describe(name);
    }

    /** A secret's version; the current one may be a copy, whose age then says how old it is. */
    public Optional<Held<Secret>> get(Caller caller, SecretName name, SecretSelector selector) {
        gate.require(caller, Capabilities.READ, name);
        Optional<Held<Secret>> found = selector.equals(SecretSelector.CURRENT)
                ? copies.get(name)
                : store.get(name, selector).map(copies::validatedNow);
        found.ifPresent(held -> trail.read(caller, List.of(read(held.value()))));
        return found;
    }

    /** The current version of each name; the outcomes have the names as sent, in their order, each once. */
    public Map<String, BatchOutcome<Secret>> batchGet(Caller caller, List<String> names) {
        Map<String, BatchOutcome<Secret>> outcomes = new LinkedHashMap<>();
        Map<String, SecretName> asked = new LinkedHashMap<>();
        for (String text : new LinkedHashSet<>(names)) {
            outcomes.put(text, new BatchOutcome.NotFound<>());
            try {
                SecretName name = new SecretName(text);
                gate.require(caller, Capabilities.READ, name);
                asked.put(text, name);
            } catch (InvalidName e) {
                outcomes.put(text, new BatchOutcome.Invalid<>(String.valueOf(e.getMessage())));
            } catch (Forbidden e) {
                outcomes.put(text, new BatchOutcome.NotPermitted<>());
            }
        }
        if (asked.isEmpty()) {
            return outcomes;
        }
        Map<SecretName, BatchOutcome<Secret>> found = current(Set.copyOf(asked.values()));
        trail.read(
                caller,
                found.values().stream()
                        .filter(BatchOutcome.Found.class::isInstance)
                        .map(outcome -> read(((BatchOutcome.Found<Secret>) outcome).item()))
                        .toList());
        asked.forEach((text, name) -> outcomes.put(text, found.getOrDefault(name, new BatchOutcome.NotFound<>())));
        return outcomes;
    }

    /** One secret that can't be opened must not hide the others: then they are read one by one. */
    private Map<SecretName, BatchOutcome<Secret>> current(Set<SecretName> names) {
        Map<SecretName, BatchOutcome<Secret>> found = new LinkedHashMap<>();
        try {
            store.getAll(names).forEach((name, secret) -> found.put(name, new BatchOutcome.Found<>(secret)));
        } catch (StoreException.Denied | StoreException.Corrupt e) {
            names.forEach(name -> single(name).ifPresent(outcome -> found.put(name, outcome)));
        }
        return found;
    }

    private Optional<BatchOutcome<Secret>> single(SecretName name) {
        try {
            return store.get(name, SecretSelector.CURRENT).map(BatchOutcome.Found::new);
        } catch (StoreException.Denied | StoreException.Corrupt e) {
            return Optional.of(new BatchOutcome.Unreadable<>());
        }
    }

    /** What is asked of a write of a secret. */
    public enum WriteMode {
        /** Creates the secret or adds a version. */
        CREATE_OR_ADD,
        /** Only creates. */
        CREATE
    }

    /** @throws ContractViolated the template does not allow the value */
    public PutResult put(
            Caller caller, SecretName name, VersionId version, SecretValue value, Set<Stage> stages, WriteMode mode) {
        gate.require(caller, Capabilities.WRITE, name);
        Optional<SecretSpec> expected = template.find(project, name);
        expected.flatMap(e -> e.problem(value)).ifPresent(problem -> {
            throw new ContractViolated(List.of(new Violation(Rule.SCHEMA, problem)));
        });
        return change(
                caller,
                name,
                "write",
                () -> write(name, version, value, stages, mode, expected),
                result -> switch (result) {
                    case PutResult.Written w -> new AuditTrail.Done(w.version().value());
                    case PutResult.Unchanged u ->
                        new AuditTrail.Done(u.version().value());
                    case PutResult.VersionTaken() -> new AuditTrail.NotDone("version-taken");
                    case PutResult.NotFound() -> new AuditTrail.NotDone("not-found");
                    case PutResult.AlreadyExists() -> new AuditTrail.NotDone("already-exists");
                    case PutResult.Deleting() -> new AuditTrail.NotDone("deleting");
                });
    }

    private PutResult write(
            SecretName name,
            VersionId version,
            SecretValue value,
            Set<Stage> stages,
            WriteMode mode,
            Optional<SecretSpec> expected) {
        if (mode == WriteMode.CREATE_OR_ADD) {
            PutResult added = store.put(name, version, value, stages);
            if (!(added instanceof PutResult.NotFound)) {
                return added;
            }
        }
        return store.create(
                name,
                expected.map(SecretSpec::dataClass).orElse(DataClass.SECRET),
                expected.map(SecretSpec::description).orElse(""),
                version,
                value);
    }

    public StageResult moveStage(Caller caller, SecretName name, Stage stage, Optional<VersionId> from, VersionId to) {
        gate.require(caller, Capabilities.WRITE, name);
        return change(caller, name, "stage", () -> store.moveStage(name, stage, from, to), result -> switch (result) {
            case StageResult.Moved() -> new AuditTrail.Done(to.value());
            case StageResult.NotFound() -> new AuditTrail.NotDone("not-found");
            case StageResult.Conflict() -> new AuditTrail.NotDone("conflict");
        });
    }

    /** Schedules the deletion; answers when the secret will be gone, or nothing where there is no such secret. */
    public Optional<Instant> delete(Caller caller, SecretName name, Duration recovery) {
        gate.require(caller, Capabilities.DELETE, name);
        return change(caller, name, "delete", () -> store.delete(name, recovery), GuardedSecrets::foundOrNot);
    }

    /** False where there is no such secret. */
    public boolean restore(Caller caller, SecretName name) {
        gate.require(caller, Capabilities.DELETE, name);
        return change(
                caller,
                name,
                "restore",
                () -> store.restore(name),
                done -> done ? new AuditTrail.Done(Optional.empty()) : new AuditTrail.NotDone("not-found"));
    }

    private static AuditTrail.Ending foundOrNot(Optional<Instant> result) {
        return result.isPresent() ? new AuditTrail.Done(Optional.empty()) : new AuditTrail.NotDone("not-found");
    }

    private <T> T change(
            Caller caller, SecretName name, String verb, Supplier<T> change, Function<T, AuditTrail.Ending> ending) {
        try {
            return trail.change(caller, Resources.secret(name), verb, change, ending);
        } finally {
            copies.invalidate(name);
            changes.secretChanged(name);
        }
    }

    private static AuditTrail.Read read(Secret secret) {
        return new AuditTrail.Read(
                Resources.secret(secret.name()), secret.version().value());
    }
}
