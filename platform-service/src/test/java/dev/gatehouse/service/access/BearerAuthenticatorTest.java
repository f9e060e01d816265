package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerAuthenticatorTest {
    private static final AuthenticationLimits LIMITS =
            new AuthenticationLimits(Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofSeconds(5), 100, 100);
    private static final Duration HOUR = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock();
    private final MemoryTokenStore store = new MemoryTokenStore();
    private volatile PolicySet policies = Policies.reading("researcher", "auditor");
    private final BearerAuthenticator authenticator = authenticator(LIMITS);
    private final TokenService tokens =
            new TokenService(store, () -> policies, new Random(1), clock, Duration.ofDays(90), authenticator::revoked);

    @Test
    void acceptsATokenAndRemembersIt() {
        String bearer = mint();
        assertThat(authenticator.recent(bearer)).isEmpty();

        Principal principal = accepted(bearer);

        assertThat(principal.name()).isEqualTo("token:researcher");
        assertThat(principal.grants())
                .isSameAs(policies.grants(Set.of("researcher")).orElseThrow());
        assertThat(authenticator.recent(bearer)).containsSame(principal);
    }

    @Test
    void asksTheStoreOnceWhileAnAuthenticationIsFresh() {
        String bearer = mint();

        accepted(bearer);
        accepted(bearer);

        assertThat(store.reads).hasValue(1);
    }

    @Test
    void remembersForItsTimeAndNoLonger() {
        String bearer = mint();
        accepted(bearer);

        clock.advance(Duration.ofSeconds(30).minusMillis(1));
        assertThat(authenticator.recent(bearer)).isPresent();

        clock.advance(Duration.ofMillis(1));
        assertThat(authenticator.recent(bearer)).isEmpty();
    }

    @Test
    void neverRemembersPastTheTokensOwnEnd() {
        String bearer = tokens.mint("researcher", Set.of("researcher"), Duration.ofSeconds(10))
                .reveal();
        accepted(bearer);

        clock.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(authenticator.recent(bearer)).isPresent();

        clock.advance(Duration.ofMillis(1));
        assertThat(authenticator.recent(bearer)).isEmpty();
        assertThat(authenticator.authenticate(bearer)).isEqualTo(new Authentication.Refused("expired"));
    }

    @Test
    void refusesARevokedTokenAtOnce() {
        String bearer = mint();
        accepted(bearer);

        tokens.revoke(bearer.substring(3, 15));

        assertThat(authenticator.recent(bearer)).isEmpty();
        assertThat(authenticator.authenticate(bearer)).isEqualTo(new Authentication.Refused("revoked"));
    }

    @Test
    void keepsOtherTokensWhenOneIsRevoked() {
        String bearer = mint();
        String other = mint();
        accepted(bearer);
        accepted(other);

        tokens.revoke(bearer.substring(3, 15));

        assertThat(authenticator.recent(other)).isPresent();
    }

    @Test
    void doesNotRememberWhatWasReadBeforeARevocation() {
        String bearer = mint();
        store.afterRead = () -> {
            store.afterRead = () -> {};
            tokens.revoke(bearer.substring(3, 15));
        };

        authenticator.authenticate(bearer);

        assertThat(authenticator.recent(bearer)).isEmpty();
        assertThat(authenticator.authenticate(bearer)).isEqualTo(new Authentication.Refused("revoked"));
    }

    @Test
    void noticesARevocationElsewhereWhenItsMemoryIsOld() {
        String bearer = mint();
        accepted(bearer);
        store.revoke(bearer.substring(3, 15), clock.instant());

        assertThat(authenticator.authenticate(bearer)).isInstanceOf(Authentication.Accepted.class);
        clock.advance(Duration.ofSeconds(30));
        assertThat(authenticator.authenticate(bearer)).isEqualTo(new Authentication.Refused("revoked"));
    }

    @Test
    void remembersARefusalForItsTimeAndNoLonger() {
        String bearer = AccessToken.random(new Random(5)).reveal();
        authenticator.authenticate(bearer);
        assertThat(store.reads).hasValue(1);

        clock.advance(Duration.ofSeconds(5).minusMillis(1));
        assertThat(authenticator.authenticate(bearer)).isEqualTo(new Authentication.Refused("unknown"));
        assertThat(store.reads).hasValue(1);

        clock.advance(Duration.ofMillis(1));
        authenticator.authenticate(bearer);
        assertThat(store.reads).hasValue(2);
    }

    @Test
    void aFloodOfRefusalsDisplacesNobody() {
        String bearer = mint();
        accepted(bearer);
        Random random = new Random(6);

        for (int i = 0; i < 1_000; i++) {
            authenticator.authenticate(AccessToken.random(random).reveal());
        }

        assertThat(authenticator.recent(bearer)).isPresent();
    }

    @Test
    void remembersNoMoreThanItMay() {
        BearerAuthenticator small = authenticator(
                new AuthenticationLimits(Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(5), 2, 2));
        List<String> bearers = List.of(mint(), mint(), mint(), mint(), mint());

        bearers.forEach(small::authenticate);

        assertThat(bearers.stream().filter(bearer -> small.recent(bearer).isPresent()))
                .hasSizeLessThanOrEqualTo(2)
                .isNotEmpty();
    }

    @Test
    void authenticatesAnewWhenThePoliciesWereReloaded() {
        String bearer = mint();
        Principal before = accepted(bearer);

        policies = Policies.reading("researcher");

        assertThat(authenticator.recent(bearer)).isEmpty();
        assertThat(accepted(bearer).grants()).isNotSameAs(before.grants());
    }

    @Test
    void refusesATokenWithAPolicyThatIsGone() {
        String bearer =
                tokens.mint("researcher", Set.of("researcher", "auditor"), HOUR).reveal();
        policies = Policies.reading("researcher");

        assertThat(authenticator.authenticate(bearer)).isEqualTo(new Authentication.Refused("unknown-policy"));
    }

    @Test
    void believesWhoWasAcceptedLatelyWhileTheStoreIsAway() {
        String bearer = mint();
        accepted(bearer);
        store.unavailable = true;

        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(authenticator.authenticate(bearer)).isInstanceOf(Authentication.Accepted.class);

        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(() -> authenticator.authenticate(bearer)).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void doesNotAskAnAbsentStoreForEachRequest() {
        String bearer = mint();
        accepted(bearer);
        store.unavailable = true;
        clock.advance(Duration.ofMinutes(1));

        authenticator.authenticate(bearer);

        assertThat(authenticator.recent(bearer)).isPresent();
        clock.advance(Duration.ofSeconds(5));
        assertThat(authenticator.recent(bearer)).isEmpty();
    }

    @Test
    void doesNotBelieveAnExpiredTokenWhileTheStoreIsAway() {
        String bearer = tokens.mint("researcher", Set.of("researcher"), Duration.ofMinutes(1))
                .reveal();
        accepted(bearer);
        store.unavailable = true;

        clock.advance(Duration.ofMinutes(1));

        assertThatThrownBy(() -> authenticator.authenticate(bearer)).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void saysThatItCannotTellAndRefusesNobodyForIt() {
        String bearer = mint();
        store.unavailable = true;
        assertThatThrownBy(() -> authenticator.authenticate(bearer)).isInstanceOf(StoreException.Unavailable.class);

        store.unavailable = false;

        assertThat(authenticator.authenticate(bearer)).isInstanceOf(Authentication.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "gho_abc", "a.b", "a.b.c.d", "a.b.", "..", "a b.c.d", "Basic YTpi", "gatehouse-aws-v2.x"
            })
    void refusesATextOfNoKnownForm(String bearer) {
        assertThat(authenticator.authenticate(bearer)).isEqualTo(new Authentication.Refused("malformed"));
        assertThat(authenticator.recent(bearer)).isEmpty();
    }

    @Test
    void refusesATextThatIsTooLongWithoutLookingAtIt() {
        String longest = "h.p." + "s".repeat(BearerAuthenticator.MAX_LENGTH - 4);

        assertThat(authenticator.authenticate(longest)).isEqualTo(new Authentication.Refused("stub"));
        assertThat(authenticator.authenticate(longest + "s")).isEqualTo(new Authentication.Refused("malformed"));
        assertThat(authenticator.recent(longest + "s")).isEmpty();
    }

    @Test
    void showsNoTokenInWhatItThrowsOrReturns() {
        String bearer = mint();
        store.unavailable = true;

        assertThatThrownBy(() -> authenticator.authenticate(bearer))
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain(bearer.substring(16)));
        store.unavailable = false;
        assertThat(authenticator.authenticate(bearer).toString()).doesNotContain(bearer.substring(16));
    }

    private BearerAuthenticator authenticator(AuthenticationLimits limits) {
        return new BearerAuthenticator(
                List.of(
                        new TokenCredentials(store, clock),
                        new JwtCredentials(jwt -> new JwtVerifier.Verification.Invalid("stub"))),
                () -> policies,
                limits,
                clock);
    }

    private String mint() {
        return tokens.mint("researcher", Set.of("researcher"), HOUR).reveal();
    }

    private Principal accepted(String bearer) {
        return switch (authenticator.authenticate(bearer)) {
            case Authentication.Accepted(Principal principal) -> principal;
            case Authentication.Refused(String reason) -> throw new AssertionError("refused: " + reason);
        };
    }
}
