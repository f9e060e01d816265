package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {
    private final AccessToken token = AccessToken.random(new Random(7));

    @Test
    void hasAFormThatAScannerKnows() {
        assertThat(AccessToken.random(new SecureRandom()).reveal())
                .matches("gh_[0-9A-Za-z]{12}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}")
                .hasSize(66);
    }

    @Test
    void readsWhatItWrote() {
        AccessToken parsed = AccessToken.parse(token.reveal()).orElseThrow();

        assertThat(parsed.id()).isEqualTo(token.id());
        assertThat(parsed.hash()).isEqualTo(token.hash()).hasSize(43);
        assertThat(parsed.hashesTo(token.hash())).isTrue();
    }

    @Test
    void refusesEveryTokenWithOneWrongCharacter() {
        String text = token.reveal();

        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'x' ? 'y' : 'x';
            String mistyped = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(AccessToken.parse(mistyped)).as("position %d", i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gh_", "gh__", "gh_a_b_c", "gitlab-token"})
    void refusesWhatIsNoToken(String text) {
        assertThat(AccessToken.parse(text)).isEmpty();
    }

    @Test
    void refusesATokenWithSomethingAround() {
        assertThat(AccessToken.parse(token.reveal() + "\n")).isEmpty();
        assertThat(AccessToken.parse(" " + token.reveal())).isEmpty();
        assertThat(AccessToken.parse(token.reveal() + "0")).isEmpty();
    }

    @Test
    void doesNotTakeAnotherTokensHash() {
        AccessToken other = AccessToken.random(new Random(8));

        assertThat(token.hashesTo(other.hash())).isFalse();
        assertThat(token.hashesTo("")).isFalse();
    }

    @Test
    void doesNotShowItsSecret() {
        String secret = token.reveal().substring(16, 59);

        assertThat(token.toString()).doesNotContain(secret).contains(token.id()).contains("[redacted]");
        assertThat(token.hash()).doesNotContain(secret);
    }
}
