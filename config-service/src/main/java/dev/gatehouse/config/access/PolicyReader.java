package dev.gatehouse.config.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads policies out of a parsed document; each error names its place. */
final class PolicyReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private PolicyReader() {}

    static PolicySet read(Located document) {
        Map<String, Located> entries = document.only(Set.of("version", "policies", "identities"));
        Located version = document.required(entries, "version");
        if (!version.node().isIntegralNumber()
                || version.node().bigIntegerValue().intValue() != 1) {
            throw version.invalid("must be 1");
        }
        Map<String, List<Rule>> policies = policies(document.required(entries, "policies"));
        List<FederatedIdentity> identities = Optional.ofNullable(entries.get("identities"))
                .map(list -> identities(list, policies.keySet()))
                .orElse(List.of());
        return new PolicySet(policies, identities);
    }

    private static Map<String, List<Rule>> policies(Located mapping) {
        Map<String, List<Rule>> policies = new LinkedHashMap<>();
        mapping.entries().forEach((name, policy) -> {
            if (!NAME.matcher(name).matches()) {
                throw policy.invalid("has a name other than a-z, 0-9 and -, 1 to 63 characters, first a letter");
            }
            Located rules = policy.required(policy.only(Set.of("rules")), "rules");
            policies.put(name, rules.items().stream().map(PolicyReader::rule).toList());
        });
        return policies;
    }

    private static Rule rule(Located rule) {
        Map<String, Located> entries = rule.only(Set.of("allow", "deny", "on"));
        if (entries.containsKey("allow") == entries.containsKey("deny")) {
            throw rule.invalid("must have either 'allow' or 'deny'");
        }
        boolean allow = entries.containsKey("allow");
        Located capabilities = rule.required(entries, allow ? "allow" : "deny");
        Located on = rule.required(entries, "on");
        return new Rule(
                allow,
                capabilities(capabilities),
                on.items().stream()
                        .map(item -> parsed(item, ResourcePattern::parse))
                        .toList());
    }

    private static Set<Capability> capabilities(Located list) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        for (Located item : list.items()) {
            capabilities.addAll(capability(item));
        }
        return capabilities;
    }

    private static Set<Capability> capability(Located item) {
        String word = item.text();
        if (word.equals("*")) {
            return EnumSet.allOf(Capability.class);
        }
        for (Capability capability : Capability.values()) {
            if (capability.name().toLowerCase(Locale.ROOT).equals(word)) {
                return EnumSet.of(capability);
            }
        }
        throw item.invalid("is an unknown capability; read, list, write, delete, rotate, admin or *");
    }

    private static List<FederatedIdentity> identities(Located list, Set<String> known) {
        List<FederatedIdentity> identities = new ArrayList<>();
        for (Located item : list.items()) {
            identities.add(identity(item, known));
        }
        return identities;
    }

    private static FederatedIdentity identity(Located item, Set<String> known) {
        Map<String, Located> entries = item.only(Set.of("jwt", "aws", "policies"));
        if (entries.containsKey("jwt") == entries.containsKey("aws")) {
            throw item.invalid("must have either 'jwt' or 'aws'");
        }
        Set<String> policies = names(item.required(entries, "policies"), known);
        return entries.containsKey("jwt")
                ? jwt(item.required(entries, "jwt"), policies)
                : aws(item.required(entries, "aws"), policies);
    }

    private static FederatedIdentity jwt(Located jwt, Set<String> policies) {
        Map<String, Located> entries = jwt.only(Set.of("issuer", "subject", "claim"));
        Optional<String> subject =
                Optional.ofNullable(entries.get("subject")).map(text -> parsed(text, PolicyReader::exact));
        Map<String, String> claims = new HashMap<>();
        Optional.ofNullable(entries.get("claim"))
                .map(Located::entries)
                .orElse(Map.of())
                .forEach((name, value) -> claims.put(name, parsed(value, PolicyReader::exact)));
        if (subject.isEmpty() && claims.isEmpty()) {
            throw jwt.invalid("must have a 'subject' or a 'claim': an issuer alone would let in all of its users");
        }
        return new FederatedIdentity.Jwt(jwt.required(entries, "issuer").text(), subject, claims, policies);
    }

    private static FederatedIdentity aws(Located aws, Set<String> policies) {
        Located arn = aws.required(aws.only(Set.of("arn")), "arn");
        return new FederatedIdentity.Aws(parsed(arn, ArnPattern::parse), policies);
    }

    private static Set<String> names(Located list, Set<String> known) {
        Set<String> names = new HashSet<>();
        for (Located item : list.items()) {
            if (!known.contains(item.text())) {
                throw item.invalid("names a policy that is not defined");
            }
            names.add(item.text());
        }
        return names;
    }

    private static String exact(String text) {
        if (text.contains("*")) {
            throw new IllegalArgumentException("is compared as it stands; '*' would match nothing");
        }
        return text;
    }

    private static <T> T parsed(Located item, Function<String, T> parser) {
        try {
            return parser.apply(item.text());
        } catch (IllegalArgumentException problem) {
            throw item.invalid(String.valueOf(problem.getMessage()));
        }
    }
}
