package dev.gatehouse.config.secret;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The secrets that each environment of the project has. */
public final class SecretsTemplate {
    private final Map<String, SecretSpec> specs;

    public SecretsTemplate(List<SecretSpec> specs) {
        Map<String, SecretSpec> byName = new LinkedHashMap<>();
        specs.forEach(spec -> byName.put(spec.name(), spec));
        this.specs = Collections.unmodifiableMap(byName);
    }

    /** In the order of the template. */
    public List<SecretSpec> specs() {
        return List.copyOf(specs.values());
    }

    /** What is said of the secret of this name below project and environment. */
    public Optional<SecretSpec> find(String name) {
        return Optional.ofNullable(specs.get(name));
    }

    /** What is said of a secret of that project. */
    public Optional<SecretSpec> find(String project, SecretName name) {
        String[] parts = name.value().split("/", 3);
        return parts.length == 3 && parts[0].equals(project) ? find(parts[2]) : Optional.empty();
    }
}
