package dev.gatehouse.config.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;

/** Policies out of YAML, for tests. */
final class Policies {
    private Policies() {}

    static PolicySet of(String yaml) {
        try {
            return PolicySet.of(new YAMLMapper().readTree(yaml));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** One policy of the name, which may read everything of the project aurora. */
    static PolicySet reading(String... names) {
        StringBuilder yaml = new StringBuilder("version: 1\npolicies:\n");
        for (String name : names) {
            yaml.append("  ").append(name).append(": {rules: [{allow: [read], on: [\"parameter:/aurora/**\"]}]}\n");
        }
        return of(yaml.toString());
    }
}
