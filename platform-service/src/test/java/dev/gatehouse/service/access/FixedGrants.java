package dev.gatehouse.service.access;

import java.util.Set;
import java.util.function.BiPredicate;

/** Grants that a predicate decides on; each instance is a set of grants of its own. */
public final class FixedGrants implements Grants {
    private final BiPredicate<Capability, String> decision;

    private FixedGrants(BiPredicate<Capability, String> decision) {
        this.decision = decision;
    }

    public static FixedGrants all() {
        return new FixedGrants((capability, resource) -> true);
    }

    public static FixedGrants none() {
        return new FixedGrants((capability, resource) -> false);
    }

    /** All but what stands under these resources, written {@code type:/path}. */
    public static FixedGrants allBut(String... resources) {
        Set<String> denied = Set.of(resources);
        return new FixedGrants((capability, resource) -> denied.stream().noneMatch(resource::startsWith));
    }

    /** One capability on these resources and what stands under them. */
    public static FixedGrants only(Capability given, String... resources) {
        Set<String> allowed = Set.of(resources);
        return new FixedGrants((capability, resource) ->
                capability.equals(given) && allowed.stream().anyMatch(resource::startsWith));
    }

    /** A caller with these grants. */
    public Caller caller() {
        return new Caller(new Principal("token:tester", this), "192.0.2.7", "request-1");
    }

    @Override
    public boolean allows(Capability capability, Resource resource) {
        return decision.test(capability, resource.toString());
    }
}
