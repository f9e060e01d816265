package dev.gatehouse.service.access;

/** Checks JSON Web Tokens against the issuers that are trusted. Safe for use by many threads. */
public interface JwtVerifier {
    /**
     * Checks signature, issuer, audience and times; may block for the issuer's keys.
     *
     * @throws dev.gatehouse.service.failure.StoreException.Unavailable the issuer's keys are not known and can't be had
     */
    Verification verify(String jwt);

    /** How a check ended. */
    sealed interface Verification {
        record Valid(VerifiedJwt jwt) implements Verification {}

        /** @param reason a stable word for the audit trail */
        record Invalid(String reason) implements Verification {}
    }
}
