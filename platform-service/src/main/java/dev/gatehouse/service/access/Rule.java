package dev.gatehouse.service.access;

import java.util.List;
import java.util.Set;

/** A line of a policy: capabilities that are allowed, or denied, on resources. */
record Rule(boolean allow, Set<Capability> capabilities, List<ResourcePattern> on) {
    Rule {
        capabilities = Set.copyOf(capabilities);
        on = List.copyOf(on);
    }
}
