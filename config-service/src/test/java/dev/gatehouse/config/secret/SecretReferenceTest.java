package dev.gatehouse.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.InvalidName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {
    @Test
    void namesASecretOrAFieldOfOne() {
        assertThat(SecretReference.parse("secret:openai-api-key"))
                .isEqualTo(new SecretReference.OfSecret("openai-api-key", Optional.empty()));
        assertThat(SecretReference.parse("secret:team/openai-api-key#api.key"))
                .isEqualTo(new SecretReference.OfSecret("team/openai-api-key", Optional.of("api.key")));
    }

    @Test
    void namesAnotherKeyOfTheSnapshot() {
        assertThat(SecretReference.parse("key:llm.api-key")).isEqualTo(new SecretReference.OfKey("llm.api-key"));
    }

    @Test
    void standsBelowProjectAndEnvironment() {
        SecretReference.OfSecret reference = new SecretReference.OfSecret("aws-key", Optional.empty());

        assertThat(reference.in("aurora", "dev")).isEqualTo(new SecretName("aurora/dev/aws-key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret:a", "secret:a#b", "secret:a/b#c_D.e-1", "key:a", "key:a.b-c.d_e"})
    void isWrittenAsItIsRead(String text) {
        assertThat(SecretReference.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "secret:",
                "secret:#f",
                "secret:a#",
                "secret:a#b#c",
                "secret:a b",
                "secret:/a",
                "secret:a/",
                "secret:../prod/a",
                "secret:a/./b",
                "Secret:a",
                " secret:a",
                "secret:a ",
                "key:",
                "key:.a",
                "key:a.",
                "key:a..b",
                "key:a/b",
                "key:a#b",
                "secret:${a}",
                "secret:a%2Fb",
                "secret:a\n",
                "key:a\n"
            })
    void refusesWhatIsNoReference(String text) {
        assertThatThrownBy(() -> SecretReference.parse(text)).isInstanceOf(InvalidName.class);
    }

    @Test
    void boundsItsLengthAndItsFieldsLength() {
        assertThat(SecretReference.parse("key:" + "a".repeat(1_020))).isInstanceOf(SecretReference.OfKey.class);
        assertThatThrownBy(() -> SecretReference.parse("key:" + "a".repeat(1_021)))
                .isInstanceOf(InvalidName.class);
        assertThat(SecretReference.parse("secret:a#" + "b".repeat(64))).isNotNull();
        assertThatThrownBy(() -> SecretReference.parse("secret:a#" + "b".repeat(65)))
                .isInstanceOf(InvalidName.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"canary-7f", "secret:canary-7f#", "secret:canary-7f/", "key:canary-7f/", "secret:a#canary-7f/"})
    void neverRepeatsWhatWasWrittenThere(String text) {
        assertThatThrownBy(() -> SecretReference.parse(text)).hasMessageNotContaining("canary");
    }
}
