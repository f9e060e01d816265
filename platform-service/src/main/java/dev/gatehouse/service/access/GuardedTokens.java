package dev.gatehouse.service.access;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The service's own tokens as an administrator may use them: who may mint may mint with any policy. */
public final class GuardedTokens {
    private final TokenService tokens;
    private final AuditTrail trail;

    public GuardedTokens(TokenService tokens, AuditTrail trail) {
        this.tokens = tokens;
        this.trail = trail;
    }

    /**
     * Makes a token.
     *
     * @throws Forbidden the caller is no administrator; the refusal is on record
     * @throws dev.gatehouse.service.failure.InvalidName the name, the policies or the time to live are not allowed
     */
    public MintedToken mint(Caller caller, String name, Set<String> policies, Duration ttl) {
        requireAdmin(caller);
        return trail.change(
                caller,
                Resource.tokens(),
                "mint",
                () -> tokens.mint(name, policies, ttl),
                minted -> new AuditTrail.Done(minted.summary().id()));
    }

    /** Every token, without its text. */
    public List<TokenSummary> list(Caller caller) {
        requireAdmin(caller);
        return tokens.list();
    }

    /** Empty where no token has the id. */
    public Optional<TokenSummary> revoke(Caller caller, String id) {
        requireAdmin(caller);
        return trail.change(
                caller,
                Resource.tokens(),
                "revoke",
                () -> tokens.revoke(id),
                revoked -> revoked.isPresent()
                        ? new AuditTrail.Done(revoked.get().id())
                        : new AuditTrail.NotDone("not-found"));
    }

    private void requireAdmin(Caller caller) {
        if (!caller.may(Capability.ADMIN, Resource.tokens())) {
            trail.denied(caller, Resource.tokens(), Capability.ADMIN.word());
            throw new Forbidden();
        }
    }
}
