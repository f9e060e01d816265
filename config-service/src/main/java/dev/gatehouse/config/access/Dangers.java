package dev.gatehouse.config.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds what a policy gives without a bound. */
final class Dangers {
    private static final Set<Capability> ALL_BUT_ADMIN = EnumSet.complementOf(EnumSet.of(Capability.ADMIN));

    /** There is one resource of this type, so every pattern for it is a bounded one. */
    private static final String SINGLE = "token";

    private Dangers() {}

    /** A sentence for each type of resource that the policy gives without a bound. Denials don't make it safer. */
    static List<String> of(String policy, List<Rule> rules) {
        Map<String, Set<Capability>> unbounded = new TreeMap<>();
        for (Rule rule : rules) {
            if (rule.allow()) {
                rule.on().stream()
                        .filter(ResourcePattern::unbounded)
                        .flatMap(pattern -> pattern.types().stream())
                        .filter(type -> !type.equals(SINGLE))
                        .forEach(type -> unbounded
                                .computeIfAbsent(type, key -> EnumSet.noneOf(Capability.class))
                                .addAll(rule.capabilities()));
            }
        }
        return unbounded.entrySet().stream()
                .filter(given -> dangerous(given.getValue()))
                .map(given -> "policy '" + policy + "' administers every " + given.getKey() + " of every project")
                .toList();
    }

    private static boolean dangerous(Set<Capability> capabilities) {
        return capabilities.contains(Capability.ADMIN) || capabilities.containsAll(ALL_BUT_ADMIN);
    }
}
