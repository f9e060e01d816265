package dev.gatehouse.infra.policy;

import dev.gatehouse.infra.config.Environment;
import java.util.List;
import java.util.stream.Stream;

/** All rules, as a function of a registration. */
public final class GuardRules {
    private final List<Rule> rules;

    /** The rules of an environment. */
    public GuardRules(Environment environment) {
        rules = Stream.of(AccessRules.all(), StorageRules.all(), PlatformRules.of(environment))
                .flatMap(List::stream)
                .toList();
    }

    /** The rules, for tables and tests. */
    public List<Rule> rules() {
        return rules;
    }

    /** What a registration breaks. */
    public List<Violation> violations(Registration registration) {
        return rules.stream()
                .flatMap(rule -> rule.check().apply(registration).stream()
                        .map(problem -> new Violation(rule, registration.type() + " " + registration.name(), problem)))
                .toList();
    }
}
