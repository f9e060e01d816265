package dev.gatehouse.service.access;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds what a policy gives without a bound. */
final class Dangers {
    private final Vocabulary vocabulary;
    private final Set<Capability> allButAdmin;

    Dangers(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.allButAdmin = new HashSet<>(vocabulary.capabilities());
        this.allButAdmin.remove(Capability.ADMIN);
    }

    /** A sentence for each type of resource that the policy gives without a bound. Denials don't make it safer. */
    List<String> of(String policy, List<Rule> rules) {
        Map<String, Set<Capability>> unbounded = new TreeMap<>();
        for (Rule rule : rules) {
            if (rule.allow()) {
                rule.on().stream()
                        .filter(ResourcePattern::unbounded)
                        .flatMap(pattern -> pattern.types().stream())
                        .filter(vocabulary.projectTypes()::contains)
                        .forEach(type -> unbounded
                                .computeIfAbsent(type, key -> new HashSet<>())
                                .addAll(rule.capabilities()));
            }
        }
        return unbounded.entrySet().stream()
                .filter(given -> dangerous(given.getValue()))
                .map(given -> "policy '" + policy + "' administers every " + given.getKey() + " of every project")
                .toList();
    }

    private boolean dangerous(Set<Capability> capabilities) {
        return capabilities.contains(Capability.ADMIN) || capabilities.containsAll(allButAdmin);
    }
}
