package dev.gatehouse.infra.deployment;

import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;

/**
 * What a deployment may do for some types of resources.
 *
 * @param types     the types that need it; none for what every deployment needs
 * @param statement the permission
 */
record Grant(List<String> types, Statement statement) {
    /** Copies the types. */
    Grant {
        types = List.copyOf(types);
    }

    /** What all deployments need. */
    static Grant always(Statement statement) {
        return new Grant(List.of(), statement);
    }
}
