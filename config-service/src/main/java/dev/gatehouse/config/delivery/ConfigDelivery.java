package dev.gatehouse.config.delivery;

import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.access.Resources;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.snapshot.Entry;
import dev.gatehouse.config.snapshot.Format;
import dev.gatehouse.config.snapshot.Rendering;
import dev.gatehouse.config.snapshot.Resolved;
import dev.gatehouse.config.snapshot.Resolver;
import dev.gatehouse.config.snapshot.SnapshotId;
import dev.gatehouse.config.snapshot.Snapshots;
import dev.gatehouse.config.snapshot.View;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An application's snapshot as a caller may read it. */
public final class ConfigDelivery {
    private final Snapshots snapshots;
    private final Resolver resolver;
    private final Gatekeeper gate;
    private final AuditTrail trail;
    private final ReadLog reads;
    private final ParameterPath project;

    public ConfigDelivery(
            Snapshots snapshots,
            Resolver resolver,
            Gatekeeper gate,
            AuditTrail trail,
            ReadLog reads,
            ParameterPath project) {
        this.snapshots = snapshots;
        this.resolver = resolver;
        this.gate = gate;
        this.trail = trail;
        this.reads = reads;
        this.project = project;
    }

    /** What is answered to a reading. */
    public sealed interface Answer {
        /** When upstream last confirmed the oldest part. */
        Instant validatedAt();

        /** Whether upstream could not be asked when it should have been. */
        boolean stale();
    }

    public record Body(Rendering rendering, Instant validatedAt, boolean stale) implements Answer {}

    /** The caller has it already; nothing was handed out. */
    public record NotModified(String etag, Instant validatedAt, boolean stale) implements Answer {}

    /** A caller's view, before anything of it is handed out. */
    public record Offer(Resolved resolved, Instant validatedAt, boolean stale) {}

    /** The answer, if it is at hand and hands out no secret; never blocks, never refuses. */
    public Optional<Answer> now(Caller caller, SnapshotId id, Format format, Optional<String> known) {
        Optional<Snapshots.Served> served = snapshots.peek(id);
        if (served.isEmpty()) {
            return Optional.empty();
        }
        View view = snapshots.view(served.get().snapshot(), caller.principal().grants());
        if (!view.permitted()) {
            return Optional.empty();
        }
        return view.plain() ? plain(view, format, known, served.get()) : unchanged(view, format, known, served.get());
    }

    private static Optional<Answer> plain(View view, Format format, Optional<String> known, Snapshots.Served served) {
        return view.rendered(format)
                .map(rendering -> matches(known, rendering.etag())
                        ? new NotModified(rendering.etag(), served.validatedAt(), served.stale())
                        : new Body(rendering, served.validatedAt(), served.stale()));
    }

    /** A caller that has the secrets already is handed out none: the tag is made of their versions. */
    private Optional<Answer> unchanged(View view, Format format, Optional<String> known, Snapshots.Served served) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return resolver.peek(view)
                .map(resolved -> new NotModified(
                        resolved.etag(format), served.validatedAt(), served.stale() || resolved.stale()))
                .filter(answer -> matches(known, answer.etag()))
                .map(Answer.class::cast);
    }

    /**
     * The answer; blocks, and records the secrets that it hands out.
     *
     * @param known the tag of what the caller has
     * @return empty where there is no such environment or application
     * @throws dev.gatehouse.service.access.Forbidden the caller may not read the application, or know of it
     */
    public Optional<Answer> read(Caller caller, SnapshotId id, Format format, Optional<String> known) {
        return offer(caller, id).map(offer -> answer(caller, offer, format, known));
    }

    /** Hands out what was offered, unless the caller has it already. */
    public Answer answer(Caller caller, Offer offer, Format format, Optional<String> known) {
        String etag = offer.resolved().etag(format);
        if (matches(known, etag)) {
            return new NotModified(etag, offer.validatedAt(), offer.stale());
        }
        Rendering rendering = offer.resolved().render(format);
        record(caller, offer.resolved());
        return new Body(rendering, offer.validatedAt(), offer.stale());
    }

    /** The caller's view with its secrets at hand; blocks, and hands nothing out. */
    public Optional<Offer> offer(Caller caller, SnapshotId id) {
        Optional<Snapshots.Served> served = permitted(caller, id);
        return served.map(s -> {
            Resolved resolved = resolver.resolve(
                    snapshots.view(s.snapshot(), caller.principal().grants()));
            return new Offer(resolved, s.validatedAt(), s.stale() || resolved.stale());
        });
    }

    /** Where a key's value comes from; empty where there is no such application or key. */
    public Optional<Explanation> explain(Caller caller, SnapshotId id, String key) {
        return permitted(caller, id)
                .flatMap(served -> served.snapshot()
                        .entry(key)
                        .filter(entry -> gate.may(
                                caller, Capabilities.READ, entry.parameter().path()))
                        .map(entry -> explanation(caller, entry, served)));
    }

    /** A key, the layer that wins, and what it overrides as far as the caller may read it. */
    public record Explanation(Entry entry, List<Entry.Overridden> overridden, Instant validatedAt, boolean stale) {}

    private Explanation explanation(Caller caller, Entry entry, Snapshots.Served served) {
        List<Entry.Overridden> readable = entry.overridden().stream()
                .filter(lower ->
                        gate.may(caller, Capabilities.READ, lower.parameter().path()))
                .toList();
        return new Explanation(entry, readable, served.validatedAt(), served.stale());
    }

    /**
     * An application that does not exist is refused like one that the caller may not read, unless the caller may read
     * the whole environment.
     */
    private Optional<Snapshots.Served> permitted(Caller caller, SnapshotId id) {
        ParameterPath root = snapshots
                .layers(id)
                .map(layers -> layers.getLast().root())
                .orElseGet(() -> project.resolve(id.environment()));
        gate.require(caller, Capabilities.READ, root);
        return snapshots.get(id);
    }

    private void record(Caller caller, Resolved resolved) {
        List<AuditTrail.Read> read = new ArrayList<>();
        resolved.read()
                .forEach(secret -> read.add(new AuditTrail.Read(
                        Resources.secret(secret.name()), secret.version().value())));
        resolved.view()
                .sensitive()
                .forEach(entry -> read.add(new AuditTrail.Read(
                        Resources.parameter(entry.parameter().path()),
                        Long.toString(entry.parameter().version()))));
        trail.read(caller, read);
        reads.delivered(resolved.view());
    }

    private static boolean matches(Optional<String> known, String etag) {
        return known.isPresent() && EntityTags.anyMatches(known.get(), etag);
    }
}
