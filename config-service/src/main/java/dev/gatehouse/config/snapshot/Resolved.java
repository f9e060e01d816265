package dev.gatehouse.config.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.config.cache.Held;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretFields;
import dev.gatehouse.config.secret.SecretName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A view with its secrets at hand: its identity (tags, stamps) without their values, its rendering with them. */
public final class Resolved {
    private final View view;
    private final Map<SecretName, Held<Secret>> secrets;

    Resolved(View view, Map<SecretName, Held<Secret>> secrets) {
        this.view = view;
        this.secrets = secrets;
    }

    public View view() {
        return view;
    }

    /** Whether one of the secrets is a copy that upstream could not confirm. */
    public boolean stale() {
        return secrets.values().stream().anyMatch(Held::stale);
    }

    /** Strong, with its quotes: made of versions and never of values, so that it says nothing about a secret. */
    public String etag(Format format) {
        Fingerprint fingerprint = new Fingerprint().with(view.version()).with(format.mediaType());
        secrets.values()
                .forEach(held -> fingerprint
                        .with(held.value().name().value())
                        .with(held.value().version().value()));
        return '"' + fingerprint.text() + '"';
    }

    /** For each key a text that changes whenever what it holds may have. */
    public SortedMap<String, String> stamps() {
        SortedMap<String, String> stamps = new TreeMap<>();
        view.entries().forEach(entry -> stamps.put(entry.key(), entry.stamp()));
        view.secrets().forEach(use -> {
            Held<Secret> held = secrets.get(use.name());
            if (held != null) {
                stamps.merge(use.key(), held.value().version().value(), (path, version) -> path + "#" + version);
            }
        });
        return stamps;
    }

    /** The representation, with the values of the secrets. That of a plain view is made once, and kept. */
    public Rendering render(Format format) {
        return view.plain() ? view.rendering(format, () -> renderNow(format)) : renderNow(format);
    }

    /** The secrets whose values stand in the representation. */
    public List<Secret> read() {
        Set<Secret> read = new LinkedHashSet<>();
        for (View.SecretUse use : view.secrets()) {
            Held<Secret> held = secrets.get(use.name());
            if (held != null && value(use).isPresent()) {
                read.add(held.value());
            }
        }
        return new ArrayList<>(read);
    }

    private Rendering renderNow(Format format) {
        SortedMap<String, JsonNode> values = new TreeMap<>(view.values());
        SortedMap<String, String> unresolved = new TreeMap<>(view.unresolved());
        for (View.SecretUse use : view.secrets()) {
            value(use)
                    .ifPresentOrElse(
                            value -> values.put(use.key(), value),
                            () -> unresolved.put(
                                    use.key(), secrets.containsKey(use.name()) ? "no-such-field" : "not-found"));
        }
        return new Rendering(format, Renderer.render(format, view, values, unresolved), etag(format));
    }

    private Optional<JsonNode> value(View.SecretUse use) {
        return Optional.ofNullable(secrets.get(use.name()))
                .map(Held::value)
                .flatMap(secret -> use.field().isPresent()
                        ? SecretFields.field(secret.value(), use.field().get())
                        : secret.value().revealText().map(TextNode::valueOf));
    }
}
