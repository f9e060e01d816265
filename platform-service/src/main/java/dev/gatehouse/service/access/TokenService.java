package dev.gatehouse.service.access;

import dev.gatehouse.service.failure.InvalidName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes, lists and revokes the tokens of this service. Blocks, as the store does. */
public final class TokenService {
    /** Policies that one token may have. */
    public static final int MAX_POLICIES = 20;

    /** How long a token may live where nothing else is configured. */
    public static final Duration DEFAULT_MAX_TTL = Duration.ofDays(90);

    private final TokenStore store;
    private final Supplier<PolicySet> policies;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Duration maxTtl;
    private final Consumer<String> revoked;

    /**
     * @param policies the policies as they are now
     * @param random a cryptographic source
     * @param maxTtl how long a token may live
     * @param revoked is told the id of each token that was revoked, after the store knows
     */
    public TokenService(
            TokenStore store,
            Supplier<PolicySet> policies,
            RandomGenerator random,
            InstantSource clock,
            Duration maxTtl,
            Consumer<String> revoked) {
        this.store = store;
        this.policies = policies;
        this.random = random;
        this.clock = clock;
        this.maxTtl = maxTtl;
        this.revoked = revoked;
    }

    /**
     * Makes a token.
     *
     * @param name whose it will be; several tokens may have one name
     * @throws InvalidName the name, the policies or the time to live are not allowed
     */
    public MintedToken mint(String name, Set<String> policyNames, Duration ttl) {
        checkPolicies(policyNames);
        if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(maxTtl) > 0) {
            throw new InvalidName("ttl", "must be above zero and at most " + maxTtl);
        }
        AccessToken token = AccessToken.random(random);
        Instant now = clock.instant();
        TokenSummary summary = new TokenSummary(token.id(), name, policyNames, now, now.plus(ttl), Optional.empty());
        if (!store.add(new TokenRecord(summary, token.hash()))) {
            // 71 random bits met again: the source repeats itself, and no token of it is worth anything.
            throw new IllegalStateException("the random source repeats itself");
        }
        return new MintedToken(summary, token);
    }

    /** Every token, those that expired or were revoked included. */
    public List<TokenSummary> list() {
        return store.all().stream().map(TokenRecord::summary).toList();
    }

    /**
     * Revokes a token: from when this returns it is refused here, and in other processes when what they remember of it
     * is too old.
     *
     * @return what was revoked; empty where no token has the id
     */
    public Optional<TokenSummary> revoke(String id) {
        try {
            return store.revoke(id, clock.instant()).map(TokenRecord::summary);
        } finally {
            // Also where the store threw: it may have been done all the same.
            revoked.accept(id);
        }
    }

    private void checkPolicies(Set<String> names) {
        if (names.isEmpty() || names.size() > MAX_POLICIES) {
            throw new InvalidName("policies", "must be 1 to " + MAX_POLICIES);
        }
        if (!policies.get().unknown(names).isEmpty()) {
            throw new InvalidName("policies", "name one that is not defined");
        }
    }
}
