package dev.gatehouse.service.access;

/** One form that a bearer token can have. Safe for use by many threads. */
public interface CredentialForm {
    /** Whether a text has this form, by its looks alone; no text has two. Cheap. */
    boolean recognizes(String bearer);

    /**
     * Whom a text of this form belongs to; may block.
     *
     * @param policies the policies that map federated identities
     * @throws dev.gatehouse.service.failure.StoreException.Unavailable it can't be told now, and nothing is known
     *     against the credential
     */
    Identification identify(String bearer, PolicySet policies);
}
