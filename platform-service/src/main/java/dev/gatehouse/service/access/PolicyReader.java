package dev.gatehouse.service.access;

import dev.gatehouse.service.document.Located;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads policies out of a document, in the words of one service; each error names its place. */
final class PolicyReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final Vocabulary vocabulary;

    PolicyReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    PolicySet read(Located document) {
        document.allowing(Set.of("version", "policies", "identities"))
                .get("version")
                .integer(1, 1);
        Map<String, List<Rule>> policies = policies(document.get("policies"));
        List<FederatedIdentity> identities = document.find("identities")
                .map(list -> identities(list, policies.keySet()))
                .orElse(List.of());
        return new PolicySet(policies, identities, new Dangers(vocabulary));
    }

    private Map<String, List<Rule>> policies(Located mapping) {
        Map<String, List<Rule>> policies = new LinkedHashMap<>();
        mapping.fields().forEach((name, policy) -> {
            if (!NAME.matcher(name).matches()) {
                throw policy.error("must have a name of a-z, 0-9 and -, 1 to 63 characters, first a letter");
            }
            Located rules = policy.allowing(Set.of("rules")).get("rules");
            policies.put(name, some(rules).stream().map(this::rule).toList());
        });
        return policies;
    }

    private Rule rule(Located rule) {
        rule.allowing(Set.of("allow", "deny", "on"));
        boolean allow = rule.find("allow").isPresent();
        if (allow == rule.find("deny").isPresent()) {
            throw rule.error("must have either 'allow' or 'deny'");
        }
        return new Rule(
                allow,
                capabilities(rule.get(allow ? "allow" : "deny")),
                some(rule.get("on")).stream()
                        .map(item -> parsed(item, text -> ResourcePattern.parse(text, vocabulary)))
                        .toList());
    }

    private Set<Capability> capabilities(Located list) {
        Set<Capability> capabilities = new LinkedHashSet<>();
        for (Located item : some(list)) {
            capabilities.addAll(capability(item));
        }
        return capabilities;
    }

    private List<Capability> capability(Located item) {
        String word = item.text();
        if (word.equals("*")) {
            return vocabulary.capabilities();
        }
        return vocabulary.capabilities().stream()
                .filter(capability -> capability.word().equals(word))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> item.error("is an unknown capability; " + vocabulary.capabilityWords() + " or *"));
    }

    private static List<FederatedIdentity> identities(Located list, Set<String> known) {
        return some(list).stream().map(item -> identity(item, known)).toList();
    }

    private static FederatedIdentity identity(Located item, Set<String> known) {
        item.allowing(Set.of("jwt", "aws", "policies"));
        boolean jwt = item.find("jwt").isPresent();
        if (jwt == item.find("aws").isPresent()) {
            throw item.error("must have either 'jwt' or 'aws'");
        }
        Set<String> policies = names(item.get("policies"), known);
        return jwt ? jwt(item.get("jwt"), policies) : aws(item.get("aws"), policies);
    }

    private static FederatedIdentity jwt(Located jwt, Set<String> policies) {
        jwt.allowing(Set.of("issuer", "subject", "claim"));
        Optional<String> subject = jwt.find("subject").map(text -> parsed(text, PolicyReader::exact));
        Map<String, String> claims = new HashMap<>();
        jwt.find("claim")
                .ifPresent(mapping -> mapping.fields()
                        .forEach((name, value) -> claims.put(name, parsed(value, PolicyReader::exact))));
        if (subject.isEmpty() && claims.isEmpty()) {
            throw jwt.error("must have a 'subject' or a 'claim': an issuer alone would let in all of its users");
        }
        return new FederatedIdentity.Jwt(jwt.get("issuer").text(), subject, claims, policies);
    }

    private static FederatedIdentity aws(Located aws, Set<String> policies) {
        return new FederatedIdentity.Aws(parsed(aws.allowing(Set.of("arn")).get("arn"), ArnPattern::parse), policies);
    }

    private static Set<String> names(Located list, Set<String> known) {
        Set<String> names = new HashSet<>();
        for (Located item : some(list)) {
            if (!known.contains(item.text())) {
                throw item.error("names a policy that is not defined");
            }
            names.add(item.text());
        }
        return names;
    }

    private static List<Located> some(Located list) {
        List<Located> items = list.items();
        if (items.isEmpty()) {
            throw list.error("must have at least one item");
        }
        return items;
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
            throw item.error(String.valueOf(problem.getMessage()));
        }
    }
}
