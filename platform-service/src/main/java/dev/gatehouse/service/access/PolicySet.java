package dev.gatehouse.service.access;

import dev.gatehouse.service.document.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The policies by name, and the federated identities that are given some; immutable, and safe for use by many threads.
 *
 * <p>The file's form:
 *
 * <pre>{@code
 * version: 1
 * policies:
 *   researcher:
 *     rules:
 *       - {allow: [read, list], on: ["parameter:/aurora/dev/global/**", "secret:/aurora/dev/openai-api-key"]}
 *       - {deny: [read], on: ["secret:/aurora/dev/safety-*"]}
 * identities:
 *   - jwt: {issuer: "https://id.example", subject: "build", claim: {groups: "platform"}}
 *     policies: [researcher]
 *   - aws: {arn: "arn:aws:sts::111122223333:assumed-role/app-researcher/*"}
 *     policies: [researcher]
 * }</pre>
 *
 * <p>A rule allows or denies capabilities ({@code *} for each of the {@link Vocabulary}) on resources; patterns
 * are {@code type:/path} with {@code *} for a segment or a part of one, and {@code **} at the end for a node and all
 * below it. A denial in any of a principal's policies wins over every permission; what nothing allows is denied.
 */
public final class PolicySet {
    private final Map<String, List<Rule>> policies;
    private final List<FederatedIdentity> identities;
    private final Dangers dangers;
    private final Map<Set<String>, Grants> interned = new ConcurrentHashMap<>();

    PolicySet(Map<String, List<Rule>> policies, List<FederatedIdentity> identities, Dangers dangers) {
        this.policies = Map.copyOf(policies);
        this.identities = List.copyOf(identities);
        this.dangers = dangers;
    }

    /**
     * The policies of a YAML or JSON document.
     *
     * @param vocabulary the words of the service that they are for
     * @throws dev.gatehouse.service.document.InvalidDocument it is not of this form, names an unknown policy, or has an unknown word or key
     */
    public static PolicySet of(Document document, Vocabulary vocabulary) {
        return new PolicyReader(vocabulary).read(document.located());
    }

    /**
     * What these policies allow together; the same instance for the same names.
     *
     * @return empty where one of them is not defined: leaving it out could leave out a denial
     */
    public Optional<Grants> grants(Set<String> names) {
        if (!unknown(names).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(interned.computeIfAbsent(Set.copyOf(names), this::compile));
    }

    /** Those of the names that no policy has. */
    public Set<String> unknown(Set<String> names) {
        return names.stream().filter(name -> !policies.containsKey(name)).collect(Collectors.toUnmodifiableSet());
    }

    /** The policies of a token's bearer; none where no identity covers it. */
    Set<String> policiesOf(VerifiedJwt jwt) {
        return policiesOf(identity -> identity instanceof FederatedIdentity.Jwt known && known.covers(jwt));
    }

    /** The policies of an AWS identity; none where no identity covers it. */
    Set<String> policiesOfArn(String arn) {
        return policiesOf(identity ->
                identity instanceof FederatedIdentity.Aws known && known.arn().matches(arn));
    }

    /**
     * The policies that nobody should have in production, a sentence each: those that give administration, or all other
     * capabilities together, across every project.
     */
    public List<String> dangers() {
        return policies.entrySet().stream()
                .flatMap(policy -> dangers.of(policy.getKey(), policy.getValue()).stream())
                .sorted()
                .toList();
    }

    private Set<String> policiesOf(Predicate<FederatedIdentity> covers) {
        return identities.stream()
                .filter(covers)
                .flatMap(identity -> identity.policies().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Grants compile(Set<String> names) {
        return new PolicyGrants(names.stream()
                .map(name -> policies.getOrDefault(name, List.of()))
                .flatMap(Collection::stream)
                .toList());
    }
}
