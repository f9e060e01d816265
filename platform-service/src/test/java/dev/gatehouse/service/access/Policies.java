package dev.gatehouse.service.access;

import dev.gatehouse.service.document.BoundedYaml;
import java.nio.charset.StandardCharsets;

/** Policies out of YAML, for tests. */
final class Policies {
    private Policies() {}

    static PolicySet of(String yaml) {
        return PolicySet.of(
                new BoundedYaml(BoundedYaml.Limits.FILE).read(yaml.getBytes(StandardCharsets.UTF_8)), Words.VOCABULARY);
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
