package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenServiceTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final MutableClock clock = new MutableClock();
    private final MemoryTokenStore store = new MemoryTokenStore();
    private final PolicySet policies = Policies.reading("researcher", "auditor");
    private final List<String> revoked = new ArrayList<>();
    private final TokenService tokens = service(new Random(1));
    private final TokenCredentials credentials = new TokenCredentials(store, clock);

    @Test
    void mintsATokenThatIsItsOwners() {
        MintedToken minted = tokens.mint("researcher", Set.of("researcher", "auditor"), DAY);

        assertThat(credentials.identify(minted.reveal(), policies))
                .isEqualTo(new Identification.Known(
                        "token:researcher",
                        Set.of("researcher", "auditor"),
                        MutableClock.START.plus(DAY),
                        Optional.of(minted.summary().id())));
    }

    @Test
    void keepsARecordWithoutTheSecret() {
        MintedToken minted = tokens.mint("researcher", Set.of("researcher"), DAY);

        assertThat(store.stored).containsOnlyKeys(minted.summary().id());
        assertThat(TokenJson.write(store.all().getFirst()))
                .doesNotContain(secret(minted))
                .contains("\"name\":\"researcher\"")
                .contains("\"secretHash\"");
    }

    @Test
    void showsASecretNowhereButWhereItIsAskedFor() {
        MintedToken minted = tokens.mint("researcher", Set.of("researcher"), DAY);

        assertThat(minted.toString()).doesNotContain(secret(minted)).contains("[redacted]");
        assertThat(minted.summary().toString()).doesNotContain(secret(minted));
        assertThat(store.all().toString())
                .doesNotContain(secret(minted))
                .doesNotContain(store.all().getFirst().secretHash());
    }

    @Test
    void acceptsATokenToItsLastMomentAndNotALater() {
        MintedToken minted = tokens.mint("researcher", Set.of("researcher"), DAY);

        clock.advance(DAY.minusNanos(1));
        assertThat(credentials.identify(minted.reveal(), policies)).isInstanceOf(Identification.Known.class);

        clock.advance(Duration.ofNanos(1));
        assertThat(credentials.identify(minted.reveal(), policies)).isEqualTo(new Identification.Refused("expired"));
    }

    @Test
    void takesTheLongestTimeToLiveAndNotALonger() {
        Duration longest = TokenService.DEFAULT_MAX_TTL;

        assertThat(tokens.mint("a", Set.of("researcher"), longest).summary().expiresAt())
                .isEqualTo(MutableClock.START.plus(Duration.ofDays(90)));
        assertThatThrownBy(() -> tokens.mint("a", Set.of("researcher"), longest.plusNanos(1)))
                .isInstanceOf(InvalidName.class)
                .hasMessageStartingWith("ttl");
    }

    @Test
    void takesTheShortestTimeToLiveAndNotNone() {
        assertThat(tokens.mint("a", Set.of("researcher"), Duration.ofNanos(1)).reveal())
                .isNotEmpty();
        assertThatThrownBy(() -> tokens.mint("a", Set.of("researcher"), Duration.ZERO))
                .isInstanceOf(InvalidName.class);
        assertThatThrownBy(() -> tokens.mint("a", Set.of("researcher"), Duration.ofDays(-1)))
                .isInstanceOf(InvalidName.class);
    }

    @Test
    void refusesPoliciesThatAreNotDefinedAndKeepsNothing() {
        assertThatThrownBy(() -> tokens.mint("a", Set.of("researcher", "admin"), DAY))
                .isInstanceOf(InvalidName.class)
                .hasMessageStartingWith("policies");
        assertThatThrownBy(() -> tokens.mint("a", Set.of(), DAY)).isInstanceOf(InvalidName.class);

        assertThat(store.stored).isEmpty();
    }

    @Test
    void takesTwentyPoliciesAndNotOneMore() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < TokenService.MAX_POLICIES; i++) {
            names.add("p" + i);
        }
        Set<String> tooMany = new HashSet<>(names);
        tooMany.add("p-more");
        TokenService many = new TokenService(
                store, () -> Policies.reading(tooMany.toArray(String[]::new)), new Random(2), clock, DAY, revoked::add);

        assertThat(many.mint("a", names, DAY).summary().policies()).hasSize(20);
        assertThatThrownBy(() -> many.mint("a", tooMany, DAY)).isInstanceOf(InvalidName.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "a/b", "-a", "ä", "a\n"})
    void refusesANameThatIsNone(String name) {
        assertThatThrownBy(() -> tokens.mint(name, Set.of("researcher"), DAY))
                .isInstanceOf(InvalidName.class)
                .hasMessageStartingWith("token name");
    }

    @Test
    void boundsTheName() {
        assertThat(tokens.mint("a".repeat(63), Set.of("researcher"), DAY).reveal())
                .isNotEmpty();
        assertThatThrownBy(() -> tokens.mint("a".repeat(64), Set.of("researcher"), DAY))
                .isInstanceOf(InvalidName.class);
    }

    @Test
    void goesNoFurtherWithARandomSourceThatRepeatsItself() {
        tokens.mint("a", Set.of("researcher"), DAY);

        assertThatThrownBy(() -> service(new Random(1)).mint("b", Set.of("researcher"), DAY))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tokens.list()).extracting(TokenSummary::name).containsExactly("a");
    }

    @Test
    void listsEveryToken() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            tokens.mint(name, Set.of("researcher"), DAY);
        }

        assertThat(tokens.list()).extracting(TokenSummary::name).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    }

    @Test
    void revokesAToken() {
        MintedToken minted = tokens.mint("researcher", Set.of("researcher"), DAY);
        clock.advance(Duration.ofHours(1));

        Optional<TokenSummary> summary = tokens.revoke(minted.summary().id());

        assertThat(summary).get().extracting(TokenSummary::revokedAt).isEqualTo(Optional.of(clock.instant()));
        assertThat(credentials.identify(minted.reveal(), policies)).isEqualTo(new Identification.Refused("revoked"));
        assertThat(revoked).containsExactly(minted.summary().id());
    }

    @Test
    void keepsTheFirstMomentOfARevocation() {
        String id =
                tokens.mint("researcher", Set.of("researcher"), DAY).summary().id();
        tokens.revoke(id);
        clock.advance(Duration.ofHours(1));

        tokens.revoke(id);

        assertThat(tokens.list()).extracting(TokenSummary::revokedAt).containsExactly(Optional.of(MutableClock.START));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAA", "", "../../global", "AAAAAAAAAAAA/x"})
    void revokesNothingWhereThereIsNoToken(String id) {
        assertThat(tokens.revoke(id)).isEmpty();
    }

    @Test
    void forgetsATokenAlsoWhereTheAnswerOfTheStoreWasLost() {
        String id =
                tokens.mint("researcher", Set.of("researcher"), DAY).summary().id();
        store.failsAfterWriting = true;

        assertThatThrownBy(() -> tokens.revoke(id)).isInstanceOf(StoreException.Unavailable.class);

        assertThat(revoked).containsExactly(id);
    }

    @Test
    void doesNotKnowATokenWithAnotherSecret() {
        MintedToken minted = tokens.mint("researcher", Set.of("researcher"), DAY);
        AccessToken stranger = AccessToken.random(idOf(minted.summary().id()));

        assertThat(stranger.id()).isEqualTo(minted.summary().id());
        assertThat(credentials.identify(stranger.reveal(), policies)).isEqualTo(new Identification.Refused("unknown"));
    }

    @Test
    void readsNoStoreForAMalformedToken() {
        String mistyped = tokens.mint("a", Set.of("researcher"), DAY).reveal().replaceFirst("gh_.", "gh_-");

        assertThat(credentials.identify(mistyped, policies)).isEqualTo(new Identification.Refused("malformed"));
        assertThat(store.reads).hasValue(0);
    }

    private TokenService service(RandomGenerator random) {
        return new TokenService(store, () -> policies, random, clock, TokenService.DEFAULT_MAX_TTL, revoked::add);
    }

    private static String secret(MintedToken token) {
        return token.reveal().substring(16, 59);
    }

    /** A source that first gives the digits of an id, and then others. */
    private static RandomGenerator idOf(String id) {
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        Random rest = new Random(99);
        return new RandomGenerator() {
            private int next;

            @Override
            public long nextLong() {
                return rest.nextLong();
            }

            @Override
            public int nextInt(int bound) {
                return next < id.length() ? digits.indexOf(id.charAt(next++)) : rest.nextInt(bound);
            }
        };
    }
}
