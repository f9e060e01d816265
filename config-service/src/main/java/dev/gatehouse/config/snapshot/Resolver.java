package dev.gatehouse.config.snapshot;

import dev.gatehouse.config.cache.Held;
import dev.gatehouse.config.cache.StaleCache;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Looks up the secrets that a view refers to. */
public final class Resolver {
    private final StaleCache<SecretName, Secret> secrets;

    public Resolver(StaleCache<SecretName, Secret> secrets) {
        this.secrets = secrets;
    }

    /** The view with the current version of each of its secrets; blocks where one is not at hand. */
    public Resolved resolve(View view) {
        Map<SecretName, Held<Secret>> found = new LinkedHashMap<>();
        for (View.SecretUse use : view.secrets()) {
            secrets.get(use.name()).ifPresent(held -> found.putIfAbsent(use.name(), held));
        }
        return new Resolved(view, found);
    }

    /** The same where every secret is at hand; never blocks. */
    public Optional<Resolved> peek(View view) {
        Map<SecretName, Held<Secret>> found = new LinkedHashMap<>();
        for (View.SecretUse use : view.secrets()) {
            Optional<Held<Secret>> held = secrets.peek(use.name());
            if (held.isEmpty()) {
                return Optional.empty();
            }
            found.putIfAbsent(use.name(), held.get());
        }
        return Optional.of(new Resolved(view, found));
    }
}
