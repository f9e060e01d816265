package dev.gatehouse.service.access;

import dev.gatehouse.service.failure.InvalidName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be shown of a token.
 *
 * @param id names the token; no secret
 * @param name whose it is; the principal is called {@code token:<name>}
 * @param policies what it gives
 * @param expiresAt the moment from which it is refused
 * @param revokedAt since when it is refused, where somebody revoked it
 */
public record TokenSummary(
        String id,
        String name,
        Set<String> policies,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /** @throws InvalidName the id or the name is not one */
    public TokenSummary {
        if (!AccessToken.isId(id)) {
            throw new InvalidName("token id", "must have 12 letters and digits");
        }
        if (!NAME.matcher(name).matches()) {
            throw new InvalidName("token name", "must have 1 to 63 of a-z 0-9 . _ -, first a letter or a digit");
        }
        policies = Set.copyOf(policies);
    }

    /** Whether a text has the form of an id. */
    public static boolean isId(String text) {
        return AccessToken.isId(text);
    }

    /** The name of the principal that bears it. */
    public String principal() {
        return "token:" + name;
    }
}
