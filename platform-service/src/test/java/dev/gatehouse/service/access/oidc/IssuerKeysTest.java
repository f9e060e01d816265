package dev.gatehouse.service.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.access.MutableClock;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerKeysTest {
    private static final PublicJsonWebKey FIRST = key("first");
    private static final PublicJsonWebKey SECOND = key("second");

    private final MutableClock clock = new MutableClock();
    private String answer = TestIssuer.keySet(FIRST);
    private int fetches;
    private boolean away;
    private final IssuerKeys keys = new IssuerKeys(this::fetch, clock);

    @Test
    void fetchesOnceForManyTokens() {
        IntStream.range(0, 10).forEach(i -> assertThat(find("first")).isTrue());

        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void fetchesAgainForAnUnknownKeyButNotMoreOftenThanAllowed() {
        find("first");
        answer = TestIssuer.keySet(FIRST, SECOND);

        clock.advance(IssuerKeys.PAUSE.minusNanos(1));
        assertThat(find("second")).isFalse();
        assertThat(fetches).isEqualTo(1);

        clock.advance(Duration.ofNanos(1));
        assertThat(find("second")).isTrue();
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void aFloodOfUnknownKeysCausesNoFlood() {
        find("first");
        clock.advance(IssuerKeys.PAUSE);

        IntStream.range(0, 1_000).forEach(i -> find("unknown-" + i));

        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void fetchesAgainWhenTheKeysAreOldSoThatAWithdrawnOneGoes() {
        find("first");
        answer = TestIssuer.keySet(SECOND);

        clock.advance(IssuerKeys.REFRESH_AFTER.minusNanos(1));
        assertThat(find("first")).isTrue();

        clock.advance(Duration.ofNanos(1));
        assertThat(find("first")).isFalse();
    }

    @Test
    void usesTheOldKeysWhileTheIssuerIsAwayAndNoLongerThanAllowed() {
        find("first");
        away = true;

        clock.advance(IssuerKeys.MAX_STALE.minusNanos(1));
        assertThat(find("first")).isTrue();

        clock.advance(Duration.ofNanos(1));
        assertThatThrownBy(() -> find("first")).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void doesNotAskAnAbsentIssuerForEachToken() {
        away = true;

        IntStream.range(0, 100)
                .forEach(i -> assertThatThrownBy(() -> find("first")).isInstanceOf(StoreException.Unavailable.class));

        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void recoversWhenTheIssuerIsBack() {
        away = true;
        assertThatThrownBy(() -> find("first")).isInstanceOf(StoreException.Unavailable.class);
        away = false;

        clock.advance(IssuerKeys.PAUSE);

        assertThat(find("first")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"keys\":1}", "{\"keys\":[1]}", "<html>"})
    void takesNothingForAKeySetThatIsNone(String text) {
        answer = text;

        assertThatThrownBy(() -> find("first")).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void keepsTheOldKeysWhereTheNewOnesAreBroken() {
        find("first");
        answer = "<html>";
        clock.advance(IssuerKeys.REFRESH_AFTER);

        assertThat(find("first")).isTrue();
    }

    @Test
    void usesNoKeyThatIsForSomethingElse() {
        PublicJsonWebKey encryption = key("encryption");
        encryption.setUse("enc");
        PublicJsonWebKey other = key("other");
        other.setAlgorithm("RS512");
        PublicJsonWebKey signing = key("signing");
        signing.setUse("sig");
        signing.setAlgorithm("RS256");
        answer = TestIssuer.keySet(encryption, other, signing);

        assertThat(find("encryption")).isFalse();
        assertThat(find("other")).isFalse();
        assertThat(find("signing")).isTrue();
        assertThat(keys.find("signing", SigningAlgorithm.ES256)).isEmpty();
    }

    @Test
    void usesNoSymmetricKey() {
        answer = "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\"}]}";

        assertThat(find("secret")).isFalse();
    }

    private boolean find(String name) {
        return keys.find(name, SigningAlgorithm.RS256).isPresent();
    }

    private String fetch() {
        fetches++;
        if (away) {
            throw new StoreException.Unavailable("away", new IllegalStateException("test"));
        }
        return answer;
    }

    private static PublicJsonWebKey key(String name) {
        try {
            return TestIssuer.named(name, RsaJwkGenerator.generateJwk(2048));
        } catch (JoseException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
