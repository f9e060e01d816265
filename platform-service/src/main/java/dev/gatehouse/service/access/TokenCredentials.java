package dev.gatehouse.service.access;

import java.time.InstantSource;
import java.util.Optional;

/** The tokens of this service. They expire by this process's clock, without tolerance. */
public final class TokenCredentials implements CredentialForm {
    private final TokenStore store;
    private final InstantSource clock;

    public TokenCredentials(TokenStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public boolean recognizes(String bearer) {
        return bearer.startsWith(AccessToken.PREFIX);
    }

    @Override
    public Identification identify(String bearer, PolicySet policies) {
        Optional<AccessToken> token = AccessToken.parse(bearer);
        if (token.isEmpty()) {
            return new Identification.Refused("malformed");
        }
        return store.find(token.get().id())
                .filter(stored -> token.get().hashesTo(stored.secretHash()))
                .map(stored -> judge(stored.summary()))
                .orElse(new Identification.Refused("unknown"));
    }

    private Identification judge(TokenSummary token) {
        if (token.revokedAt().isPresent()) {
            return new Identification.Refused("revoked");
        }
        if (!clock.instant().isBefore(token.expiresAt())) {
            return new Identification.Refused("expired");
        }
        return new Identification.Known(
                token.principal(), token.policies(), token.expiresAt(), Optional.of(token.id()));
    }
}
