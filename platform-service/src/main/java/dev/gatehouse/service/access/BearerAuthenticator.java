package dev.gatehouse.service.access;

import dev.gatehouse.service.failure.StoreException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Authenticates bearer tokens of several forms, and remembers the outcomes under the tokens' digests.
 *
 * <p>What is remembered holds only for the policies under which it was decided: when the supplier hands out another
 * {@link PolicySet}, everyone is authenticated anew.
 */
public final class BearerAuthenticator implements Authenticator {
    /** Characters of a bearer token. */
    public static final int MAX_LENGTH = 8_192;

    private final List<CredentialForm> forms;
    private final Supplier<PolicySet> policies;
    private final RecentAuthentications recent;
    private final InFlight<BearerDigest, Authentication> running = new InFlight<>();
    private final AtomicLong revocations = new AtomicLong();

    /** @param policies the policies as they are now; cheap, and the same instance until they change */
    public BearerAuthenticator(
            List<CredentialForm> forms,
            Supplier<PolicySet> policies,
            AuthenticationLimits limits,
            InstantSource clock) {
        this.forms = List.copyOf(forms);
        this.policies = policies;
        this.recent = new RecentAuthentications(limits, clock);
    }

    @Override
    public Optional<Principal> recent(String bearer) {
        return bearer.length() > MAX_LENGTH ? Optional.empty() : recent.fresh(BearerDigest.of(bearer), policies.get());
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException.Unavailable it can't be told now, and the token was not accepted lately
     */
    @Override
    public Authentication authenticate(String bearer) {
        Optional<CredentialForm> form = form(bearer);
        if (form.isEmpty()) {
            return new Authentication.Refused("malformed");
        }
        BearerDigest digest = BearerDigest.of(bearer);
        PolicySet current = policies.get();
        return remembered(digest, current)
                .orElseGet(() -> running.share(digest, () -> identify(form.get(), bearer, digest, current)));
    }

    /** From when this returns, the token is refused: nothing that was found out about it before is used any more. */
    public void revoked(String tokenId) {
        // First the count, so that an authentication that is under way either sees it, or has put what is removed
        // below.
        revocations.incrementAndGet();
        running.detach();
        recent.forgetToken(tokenId);
    }

    private Optional<CredentialForm> form(String bearer) {
        return bearer.length() > MAX_LENGTH
                ? Optional.empty()
                : forms.stream().filter(form -> form.recognizes(bearer)).findFirst();
    }

    private Optional<Authentication> remembered(BearerDigest digest, PolicySet current) {
        return recent.fresh(digest, current)
                .<Authentication>map(Authentication.Accepted::new)
                .or(() -> recent.refusal(digest, current).map(Authentication.Refused::new));
    }

    private Authentication identify(CredentialForm form, String bearer, BearerDigest digest, PolicySet current) {
        long before = revocations.get();
        try {
            Authentication outcome = decide(form.identify(bearer, current), digest, current);
            if (revocations.get() != before) {
                recent.forget(digest);
            }
            return outcome;
        } catch (StoreException.Unavailable outage) {
            return recent.duringOutage(digest, current)
                    .<Authentication>map(Authentication.Accepted::new)
                    .orElseThrow(() -> outage);
        }
    }

    private Authentication decide(Identification identification, BearerDigest digest, PolicySet current) {
        return switch (identification) {
            case Identification.Refused(String reason) -> refuse(digest, current, reason);
            case Identification.Known known ->
                current.grants(known.policies())
                        .map(grants -> accept(digest, current, known, new Principal(known.name(), grants)))
                        .orElseGet(() -> refuse(digest, current, "unknown-policy"));
        };
    }

    private Authentication accept(
            BearerDigest digest, PolicySet current, Identification.Known known, Principal principal) {
        recent.accept(digest, current, known, principal);
        return new Authentication.Accepted(principal);
    }

    private Authentication refuse(BearerDigest digest, PolicySet current, String reason) {
        recent.refuse(digest, current, reason);
        return new Authentication.Refused(reason);
    }
}
