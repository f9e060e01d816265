package dev.gatehouse.scanner;

import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.GuardedTokens;
import dev.gatehouse.service.access.TokenService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts together the administration of this service's own tokens. */
public class TokenWiring {
    @Produces
    @Singleton
    GuardedTokens guardedTokens(TokenService tokens, AuditTrail trail) {
        return new GuardedTokens(tokens, trail);
    }
}
