package dev.gatehouse.config.delivery;

import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.access.Resources;
import dev.gatehouse.config.cache.Held;
import dev.gatehouse.config.cache.StaleCache;
import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.contract.ParameterSpec;
import dev.gatehouse.config.contract.Violation;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.DeleteResult;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.config.snapshot.ChangeListener;
import dev.gatehouse.config.snapshot.ReferenceRule;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.failure.InvalidName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Parameters as a caller may use them.
 *
 * <p>Every method decides on the canonical path before it looks anything up, and throws
 * {@link dev.gatehouse.service.access.Forbidden} alike for what exists and what does not.
 */
public final class GuardedParameters {
    /** Names that one batch may hold. */
    public static final int MAX_BATCH = 100;

    private final ParameterStore store;
    private final StaleCache<ParameterPath, Parameter> copies;
    private final Contract contract;
    private final ReferenceRule references;
    private final Gatekeeper gate;
    private final AuditTrail trail;
    private final ReadLog reads;
    private final ChangeListener changes;

    public GuardedParameters(
            ParameterStore store,
            StaleCache<ParameterPath, Parameter> copies,
            Contract contract,
            ReferenceRule references,
            Gatekeeper gate,
            AuditTrail trail,
            ReadLog reads,
            ChangeListener changes) {
        this.store = store;
        this.copies = copies;
        this.contract = contract;
        this.references = references;
        this.gate = gate;
        this.trail = trail;
        this.reads = reads;
        this.changes = changes;
    }

    /** A parameter's version; the newest one may be a copy, whose age then says how old it is. */
    public Optional<Held<Parameter>> get(Caller caller, ParameterPath path, Selector selector) {
        gate.require(caller, Capabilities.READ, path);
        Optional<Held<Parameter>> found = switch (selector) {
            case Selector.Latest() -> copies.get(path);
            case Selector.Version v -> store.get(path, v).map(this::current);
            case Selector.Label l -> store.get(path, l).map(this::current);
        };
        found.ifPresent(held -> handOut(caller, List.of(held.value())));
        return found;
    }

    /**
     * What stands below a path: what the caller may read with its value, what it may only list without.
     *
     * <p>Secure values are never part of a listing; {@link #get} and {@link #batchGet} show them, one record each.
     */
    public Page<Listed> list(
            Caller caller, ParameterPath below, boolean recursive, Optional<String> cursor, int limit) {
        gate.require(caller, Capabilities.LIST, below);
        Page<Parameter> page = VisiblePages.of(
                (from, items) -> store.list(below, recursive, from, items),
                parameter -> gate.may(caller, Capabilities.READ, parameter.path())
                        || gate.may(caller, Capabilities.LIST, parameter.path()),
                cursor,
                limit);
        return new Page<>(
                page.items().stream()
                        .map(parameter -> listed(caller, parameter))
                        .toList(),
                page.next());
    }

    private Listed listed(Caller caller, Parameter parameter) {
        boolean shown = !parameter.value().sensitive() && gate.may(caller, Capabilities.READ, parameter.path());
        if (shown) {
            reads.delivered(parameter.path());
        }
        return new Listed(parameter, shown);
    }

    /** @param shown whether the caller is shown the value */
    public record Listed(Parameter parameter, boolean shown) {}

    /**
     * The newest version of each name.
     *
     * @param names as the caller sent them; the outcomes have the same keys in the same order, each once
     */
    public Map<String, BatchOutcome<Parameter>> batchGet(Caller caller, List<String> names) {
        Map<String, BatchOutcome<Parameter>> outcomes = new LinkedHashMap<>();
        Map<String, ParameterPath> asked = new LinkedHashMap<>();
        for (String name : new LinkedHashSet<>(names)) {
            try {
                ParameterPath path = ParameterPath.of(name);
                gate.require(caller, Capabilities.READ, path);
                outcomes.put(name, new BatchOutcome.NotFound<>());
                asked.put(name, path);
            } catch (InvalidName e) {
                outcomes.put(name, new BatchOutcome.Invalid<>(String.valueOf(e.getMessage())));
            } catch (Forbidden e) {
                outcomes.put(name, new BatchOutcome.NotPermitted<>());
            }
        }
        if (asked.isEmpty()) {
            return outcomes;
        }
        Map<ParameterPath, Parameter> found = store.getAll(new LinkedHashSet<>(asked.values()));
        handOut(caller, found.values());
        asked.forEach((name, path) -> {
            if (found.containsKey(path)) {
                outcomes.put(name, new BatchOutcome.Found<>(found.get(path)));
            }
        });
        return outcomes;
    }

    /** What a conditional write of the caller is compared with; not a reading, and not to be shown. */
    public Optional<Parameter> forCondition(Caller caller, ParameterPath path) {
        if (!gate.may(caller, Capabilities.WRITE, path)) {
            gate.require(caller, Capabilities.DELETE, path);
        }
        return store.get(path, Selector.LATEST);
    }

    /** The versions of a path, newest first. Secure values are not to be shown. */
    public Page<Parameter> history(Caller caller, ParameterPath path, Optional<String> cursor, int limit) {
        gate.require(caller, Capabilities.READ, path);
        return store.history(path, cursor, limit);
    }

    /**
     * Writes a text.
     *
     * @param kind how it is to be kept; as the contract says where empty
     * @throws ContractViolated the contract does not allow the value
     */
    public WriteResult put(
            Caller caller, ParameterPath path, Optional<ParameterKind> kind, String text, Precondition precondition) {
        gate.require(caller, Capabilities.WRITE, path);
        ParameterValue value = value(path, kind, text);
        checkContract(path, value);
        return write(caller, path, value, precondition, "write");
    }

    /**
     * Writes an old version's value as the next version.
     *
     * @return empty where the path or the version does not exist
     * @throws ContractViolated the contract, as it is now, does not allow the old value
     */
    public Optional<WriteResult> rollback(Caller caller, ParameterPath path, long version, Precondition precondition) {
        gate.require(caller, Capabilities.WRITE, path);
        Optional<Parameter> old = store.get(path, new Selector.Version(version));
        old.ifPresent(parameter -> checkContract(path, parameter.value()));
        return old.map(parameter -> write(caller, path, parameter.value(), precondition, "rollback"));
    }

    /** @throws ContractViolated the contract requires the parameter */
    public DeleteResult delete(Caller caller, ParameterPath path, Precondition precondition) {
        gate.require(caller, Capabilities.DELETE, path);
        refuse(contract.checkDelete(path));
        return change(caller, path, "delete", () -> store.delete(path, precondition), r -> switch (r) {
            case DeleteResult.Deleted() -> new AuditTrail.Done(Optional.empty());
            case DeleteResult.NotFound() -> new AuditTrail.NotDone("not-found");
            case DeleteResult.Conflict c -> new AuditTrail.NotDone("conflict");
        });
    }

    /** Points labels at a version; false where it does not exist. */
    public boolean label(Caller caller, ParameterPath path, long version, Set<String> labels) {
        gate.require(caller, Capabilities.WRITE, path);
        return change(
                caller,
                path,
                "label",
                () -> store.label(path, version, labels),
                done -> done ? new AuditTrail.Done(Long.toString(version)) : new AuditTrail.NotDone("not-found"));
    }

    private WriteResult write(
            Caller caller, ParameterPath path, ParameterValue value, Precondition precondition, String verb) {
        return change(caller, path, verb, () -> store.put(path, value, precondition), r -> switch (r) {
            case WriteResult.Written w -> new AuditTrail.Done(Long.toString(w.version()));
            case WriteResult.Conflict c -> new AuditTrail.NotDone("conflict");
        });
    }

    private ParameterValue value(ParameterPath path, Optional<ParameterKind> kind, String text) {
        Optional<ParameterSpec> spec = contract.spec(path);
        if (kind.isPresent()) {
            return new ParameterValue(
                    kind.get(), spec.map(ParameterSpec::dataClass).orElse(DataClass.PARAMETER), text);
        }
        return spec.map(s -> s.value(text)).orElseGet(() -> ParameterValue.plain(text));
    }

    private void checkContract(ParameterPath path, ParameterValue value) {
        List<Violation> violations = new ArrayList<>(contract.check(path, value));
        if (violations.isEmpty()) {
            violations.addAll(references.check(path, value));
        }
        refuse(violations);
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new ContractViolated(violations);
        }
    }

    /** Copies are dropped also after a failure: a write that threw may have happened. */
    private <T> T change(
            Caller caller, ParameterPath path, String verb, Supplier<T> change, Function<T, AuditTrail.Ending> ending) {
        try {
            return trail.change(caller, Resources.parameter(path), verb, change, ending);
        } finally {
            copies.invalidate(path);
            changes.parameterChanged(path);
        }
    }

    private void handOut(Caller caller, Iterable<Parameter> parameters) {
        List<AuditTrail.Read> secure = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (parameter.value().sensitive()) {
                secure.add(
                        new AuditTrail.Read(Resources.parameter(parameter.path()), Long.toString(parameter.version())));
            }
        }
        trail.read(caller, secure);
        parameters.forEach(parameter -> reads.delivered(parameter.path()));
    }

    private Held<Parameter> current(Parameter parameter) {
        return copies.validatedNow(parameter);
    }
}
