package dev.gatehouse.service.access;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tokens of an OpenID provider: three parts of base64url with dots between. */
public final class JwtCredentials implements CredentialForm {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final JwtVerifier verifier;

    public JwtCredentials(JwtVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public boolean recognizes(String bearer) {
        return FORM.matcher(bearer).matches();
    }

    @Override
    public Identification identify(String bearer, PolicySet policies) {
        return switch (verifier.verify(bearer)) {
            case JwtVerifier.Verification.Invalid(String reason) -> new Identification.Refused(reason);
            case JwtVerifier.Verification.Valid(VerifiedJwt jwt) -> mapped(jwt, policies.policiesOf(jwt));
        };
    }

    private static Identification mapped(VerifiedJwt jwt, Set<String> policies) {
        // The issuer stands in the name because two issuers may have the same subject.
        return policies.isEmpty()
                ? new Identification.Refused("not-mapped")
                : new Identification.Known(
                        "jwt:" + jwt.issuer() + "#" + jwt.subject(), policies, jwt.validUntil(), Optional.empty());
    }
}
