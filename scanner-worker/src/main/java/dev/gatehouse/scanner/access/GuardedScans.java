package dev.gatehouse.scanner.access;

import dev.gatehouse.scanner.work.AllowedPlaces;
import dev.gatehouse.scanner.work.LedgerPage;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ScanPage;
import dev.gatehouse.scanner.work.ScanRecord;
import dev.gatehouse.scanner.work.Scans;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetSource;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.AuditTrail.Done;
import dev.gatehouse.service.access.AuditTrail.NotDone;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Resource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Scans, as far as somebody may run and see them. */
public final class GuardedScans {
    private final Scans scans;
    private final Map<String, Target> targets;
    private final Map<String, TargetSource> sources;
    private final AllowedPlaces allowed;
    private final Gatekeeper gate;
    private final AuditTrail trail;

    /**
     * Scans.
     *
     * @param targets those that the configuration names
     * @param allowed where others may stand
     */
    public GuardedScans(
            Scans scans,
            Collection<Target> targets,
            Collection<TargetSource> sources,
            AllowedPlaces allowed,
            Gatekeeper gate,
            AuditTrail trail) {
        this.scans = scans;
        this.targets = targets.stream().collect(Collectors.toUnmodifiableMap(Target::name, Function.identity()));
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(TargetSource::kind, Function.identity()));
        this.allowed = allowed;
        this.gate = gate;
        this.trail = trail;
    }

    /** How asking for a scan ended. */
    public sealed interface Started {}

    /** It goes on. */
    public record Running(ScanRecord scan) implements Started {}

    /** There is no such target. */
    public record NoSuchTarget() implements Started {}

    /** No configuration allows that place, or it is not there. */
    public record NotAllowed() implements Started {}

    /** Scans a target that the configuration names. */
    public Started start(Caller caller, String name) {
        Optional<Target> target = Optional.ofNullable(targets.get(name));
        gate.require(
                caller,
                Capabilities.RUN,
                Capabilities.scan(target.map(Target::name).orElse(Target.AD_HOC)));
        return target.<Started>map(known -> start(caller, known)).orElseGet(NoSuchTarget::new);
    }

    /** Scans a place that no configuration names, and that one allows. */
    public Started start(Caller caller, String kind, String location) {
        gate.require(caller, Capabilities.RUN, Capabilities.scan(Target.AD_HOC));
        Optional<TargetSource> source = Optional.ofNullable(sources.get(kind));
        if (source.isEmpty()) {
            return new NotAllowed();
        }
        try {
            String canonical = source.get().canonical(location);
            return allowed.allows(kind, canonical)
                    ? start(caller, Target.adHoc(kind, canonical, Map.of()))
                    : new NotAllowed();
        } catch (ListingFailed e) {
            // The same as for a place that is not allowed: who may not look there learns nothing of it.
            return new NotAllowed();
        }
    }

    private Started start(Caller caller, Target target) {
        Resource resource = Capabilities.scan(target.name());
        return new Running(trail.change(
                caller,
                resource,
                "run",
                () -> scans.start(target, caller.principal().name()),
                scan -> new Done(scan.id())));
    }

    /** A scan; empty where there is none, or the caller may not know of it. */
    public Optional<ScanRecord> read(Caller caller, String id) {
        Optional<ScanRecord> scan = scans.find(id);
        String target = scan.map(found -> found.target().name()).orElse(Target.AD_HOC);
        gate.require(caller, Capabilities.READ, Capabilities.scan(target));
        return scan;
    }

    /** Scans, the latest first; those that the caller may not read are not in the list. */
    public ScanPage list(Caller caller, Optional<String> target, Optional<String> cursor, int limit) {
        target.ifPresent(name -> gate.require(caller, Capabilities.READ, Capabilities.scan(name)));
        ScanPage page = scans.list(target, cursor, limit);
        return new ScanPage(
                page.scans().stream()
                        .filter(scan -> caller.may(
                                Capabilities.READ,
                                Capabilities.scan(scan.target().name())))
                        .toList(),
                page.next());
    }

    /** The ledger of a scan; empty where there is no such scan. */
    public Optional<LedgerPage> ledger(
            Caller caller, String id, Optional<String> outcome, Optional<String> cursor, int limit) {
        return read(caller, id).map(scan -> scans.ledger(id, outcome, cursor, limit));
    }

    /** Stops a scan. */
    public Scans.Outcome cancel(Caller caller, String id) {
        return change(caller, id, "cancel", () -> scans.cancel(id));
    }

    /** Lets a scan go on. */
    public Scans.Outcome resume(Caller caller, String id) {
        return change(caller, id, "resume", () -> scans.resume(id));
    }

    private Scans.Outcome change(Caller caller, String id, String verb, Supplier<Scans.Outcome> change) {
        String target = scans.find(id).map(scan -> scan.target().name()).orElse(Target.AD_HOC);
        Resource resource = Capabilities.scan(target);
        gate.require(caller, Capabilities.RUN, resource);
        return trail.change(caller, resource, verb, change, outcome -> switch (outcome) {
            case Scans.Done(ScanRecord scan) -> new Done(id);
            case Scans.NotPossible no -> new NotDone("not-possible");
            case Scans.NoSuchScan none -> new NotDone("not-found");
        });
    }
}
