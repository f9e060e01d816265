package dev.gatehouse.config.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.config.secret.SecretName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What one set of grants sees of a snapshot: the values it may read, the secrets it may have resolved, and the keys
 * whose reference could not be. Immutable, and the same for every caller with these grants.
 */
public final class View {
    private final Snapshot snapshot;
    private final boolean permitted;
    private final List<Entry> entries;
    private final SortedMap<String, JsonNode> values;
    private final List<SecretUse> secrets;
    private final SortedMap<String, String> unresolved;
    private final List<Entry> sensitive;
    private final String version;
    private final Map<Format, Rendering> renderings = new ConcurrentHashMap<>();

    /** A key whose value is a secret's, or one field of it. */
    public record SecretUse(String key, SecretName name, Optional<String> field) {}

    /**
     * @param permitted whether the grants reach the application at all
     * @param entries every entry that the grants may read, ordered by key
     * @param values of the entries that are no references
     * @param unresolved keys whose reference leads nowhere, each with a stable word for why
     */
    View(
            Snapshot snapshot,
            boolean permitted,
            List<Entry> entries,
            Map<String, JsonNode> values,
            List<SecretUse> secrets,
            Map<String, String> unresolved) {
        this.snapshot = snapshot;
        this.permitted = permitted;
        this.entries = List.copyOf(entries);
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        this.secrets = List.copyOf(secrets);
        this.unresolved = Collections.unmodifiableSortedMap(new TreeMap<>(unresolved));
        this.sensitive = this.entries.stream()
                .filter(entry -> entry.parameter().value().sensitive() && values.containsKey(entry.key()))
                .toList();
        this.version = fingerprint();
    }

    /** Whether the grants reach the application at all; if not, it is as if it did not exist. */
    public boolean permitted() {
        return permitted;
    }

    /** Whether reading this view reads no secret, so that it can be answered from memory and is not an audit event. */
    public boolean plain() {
        return secrets.isEmpty() && sensitive.isEmpty();
    }

    /** The rendering kept for a format; made by the supplier at the first call. Of plain views only. */
    Rendering rendering(Format format, Supplier<Rendering> render) {
        Rendering rendering = renderings.get(format);
        return rendering != null ? rendering : renderings.computeIfAbsent(format, f -> render.get());
    }

    /** The rendering kept for a format; never computes. */
    public Optional<Rendering> rendered(Format format) {
        return Optional.ofNullable(renderings.get(format));
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /** Tells apart any two views of this application that differ in a path, a version or a reference's outcome. */
    public String version() {
        return version;
    }

    public List<Entry> entries() {
        return entries;
    }

    public SortedMap<String, JsonNode> values() {
        return values;
    }

    public List<SecretUse> secrets() {
        return secrets;
    }

    public SortedMap<String, String> unresolved() {
        return unresolved;
    }

    /** The secure parameters among the values; each reading of the view reads each of them. */
    public List<Entry> sensitive() {
        return sensitive;
    }

    private String fingerprint() {
        Fingerprint fingerprint = new Fingerprint()
                .with(snapshot.id().environment())
                .with(snapshot.id().application());
        entries.forEach(entry -> fingerprint.with(entry.stamp()));
        secrets.forEach(use -> fingerprint.with(use.key()));
        unresolved.forEach((key, reason) -> fingerprint.with(key).with(reason));
        return fingerprint.text();
    }
}
