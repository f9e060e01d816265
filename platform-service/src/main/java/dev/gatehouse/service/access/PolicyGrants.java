package dev.gatehouse.service.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of some policies, sorted by capability so that a decision looks at those alone that can matter. */
final class PolicyGrants implements Grants {
    private final Map<Capability, Patterns> byCapability = new HashMap<>();

    PolicyGrants(Collection<Rule> rules) {
        rules.stream()
                .flatMap(rule -> rule.capabilities().stream())
                .distinct()
                .forEach(capability -> byCapability.put(
                        capability,
                        new Patterns(patterns(rules, capability, true), patterns(rules, capability, false))));
    }

    @Override
    public boolean allows(Capability capability, Resource resource) {
        Patterns patterns = byCapability.get(capability);
        return patterns != null && anyMatches(patterns.allowed(), resource) && !anyMatches(patterns.denied(), resource);
    }

    @Override
    public Reach reach(Capability capability, String type) {
        Patterns patterns = byCapability.get(capability);
        if (patterns == null || !concernsAny(patterns.allowed(), type)) {
            return Reach.NONE;
        }
        boolean each =
                patterns.allowed().stream().anyMatch(pattern -> pattern.types().contains(type) && pattern.everything());
        return each && !concernsAny(patterns.denied(), type) ? Reach.ALL : Reach.SOME;
    }

    private static boolean concernsAny(List<ResourcePattern> patterns, String type) {
        return patterns.stream().anyMatch(pattern -> pattern.types().contains(type));
    }

    private static boolean anyMatches(List<ResourcePattern> patterns, Resource resource) {
        // No stream and no iterator: this is asked for each parameter of each request.
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(resource)) {
                return true;
            }
        }
        return false;
    }

    private static List<ResourcePattern> patterns(Collection<Rule> rules, Capability capability, boolean allow) {
        List<ResourcePattern> patterns = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.allow() == allow && rule.capabilities().contains(capability)) {
                patterns.addAll(rule.on());
            }
        }
        return List.copyOf(patterns);
    }

    private record Patterns(List<ResourcePattern> allowed, List<ResourcePattern> denied) {}
}
