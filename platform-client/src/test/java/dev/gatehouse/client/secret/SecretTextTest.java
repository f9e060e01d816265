package dev.gatehouse.client.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SecretTextTest {
    @Test
    void showsItselfOnlyToWhoAsks() {
        SecretText secret = SecretText.of("canary ü".getBytes(UTF_8));

        assertThat(secret).hasToString("[redacted]");
        assertThat(new SecretLease("a", "1", secret).toString()).doesNotContain("canary");
        assertThat(secret.revealText()).isEqualTo("canary ü");
        assertThat(secret.revealChars()).isEqualTo("canary ü".toCharArray());
        assertThat(secret.revealBytes()).isEqualTo("canary ü".getBytes(UTF_8));
        assertThat(secret.size()).isEqualTo(9);
    }

    @Test
    void isNotChangedThroughACopy() {
        byte[] bytes = "canary".getBytes(UTF_8);
        SecretText secret = SecretText.of(bytes);

        bytes[0] = 0;
        secret.revealBytes()[1] = 0;
        secret.copy().close();

        assertThat(secret.revealText()).isEqualTo("canary");
    }

    @Test
    void givesNothingOnceItIsClosed() {
        SecretText secret = SecretText.of("canary".getBytes(UTF_8));

        secret.close();

        assertThatIllegalStateException().isThrownBy(secret::revealBytes).withMessage("the secret's value was closed");
        assertThatIllegalStateException().isThrownBy(secret::revealText);
        assertThatIllegalStateException().isThrownBy(() -> secret.field("a"));
        assertThatIllegalStateException().isThrownBy(secret::size);
    }

    @Test
    void saysNothingOfAValueThatIsNoText() {
        SecretText secret = SecretText.of(new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatIllegalStateException()
                .isThrownBy(secret::revealText)
                .withMessage("the secret's value is no text")
                .withNoCause();
    }

    @Test
    void findsAFieldOfAnObject() {
        SecretText secret = SecretText.of("""
                {"a": {"user": "wrong"}, "user": "ann", "port": 5432, "list": [1], "on": true}
                """.getBytes(UTF_8));

        assertThat(secret.field("user").orElseThrow().revealText()).isEqualTo("ann");
        assertThat(secret.field("port").orElseThrow().revealText()).isEqualTo("5432");
        assertThat(secret.field("on").orElseThrow().revealText()).isEqualTo("true");
        assertThat(secret.field("a")).isEmpty();
        assertThat(secret.field("no")).isEmpty();
        assertThat(SecretText.of("plain".getBytes(UTF_8)).field("user")).isEmpty();
        assertThat(SecretText.of("[]".getBytes(UTF_8)).field("user")).isEmpty();
    }

    @Test
    void comparesBytes() {
        SecretText secret = SecretText.of("a".getBytes(UTF_8));

        assertThat(secret.sameAs(SecretText.of("a".getBytes(UTF_8)))).isTrue();
        assertThat(secret.sameAs(SecretText.of("b".getBytes(UTF_8)))).isFalse();
        assertThat(secret.sameAs(SecretText.of("ab".getBytes(UTF_8)))).isFalse();
    }
}
