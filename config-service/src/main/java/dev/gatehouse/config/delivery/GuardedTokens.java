package dev.gatehouse.config.delivery;

import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.MintedToken;
import dev.gatehouse.service.access.Resource;
import dev.gatehouse.service.access.TokenService;
import dev.gatehouse.service.access.TokenSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The service's own tokens as an administrator may use them: who may mint may mint with any policy. */
public final class GuardedTokens {
    private final TokenService tokens;
    private final Gatekeeper gate;
    private final AuditTrail trail;

    public GuardedTokens(TokenService tokens, Gatekeeper gate, AuditTrail trail) {
        this.tokens = tokens;
        this.gate = gate;
        this.trail = trail;
    }

    public MintedToken mint(Caller caller, String name, Set<String> policies, Duration ttl) {
        gate.require(caller, Capability.ADMIN, Resource.tokens());
        return trail.change(
                caller,
                Resource.tokens(),
                "mint",
                () -> tokens.mint(name, policies, ttl),
                minted -> new AuditTrail.Done(minted.summary().id()));
    }

    public List<TokenSummary> list(Caller caller) {
        gate.require(caller, Capability.ADMIN, Resource.tokens());
        return tokens.list();
    }

    /** Empty where no token has the id. */
    public Optional<TokenSummary> revoke(Caller caller, String id) {
        gate.require(caller, Capability.ADMIN, Resource.tokens());
        return trail.change(
                caller,
                Resource.tokens(),
                "revoke",
                () -> tokens.revoke(id),
                revoked -> revoked.isPresent()
                        ? new AuditTrail.Done(revoked.get().id())
                        : new AuditTrail.NotDone("not-found"));
    }
}
