package dev.gatehouse.scanner.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Finding finding(String rule, Confidence confidence, String secret, String path) {
        return new Finding(
                rule,
                confidence,
                Redaction.of(bytes(secret), 0, secret.length()),
                FingerprintKey.of(new byte[32]).maker().of(bytes(secret), 0, secret.length()),
                List.of(Location.of(ObjectName.of("dir", path), 1, 1, 0)),
                Optional.empty(),
                Validity.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "short,******",
        "eightchr,e******",
        "abcdefghijklmnopqrstuvwxyzabcdefghijkl,abcd******",
        "'a b c d e f g h i j k l m n',a******"
    })
    void aRedactionShowsLittleAndNoLength(String secret, String shown) {
        assertThat(Redaction.of(bytes(secret), 0, secret.length()).text()).isEqualTo(shown);
    }

    @Test
    void aFingerprintIsTheHmac() {
        byte[] message = bytes("what do ya want for nothing?");
        byte[] key = new byte[32];
        System.arraycopy(bytes("Jefe"), 0, key, 0, 4);

        // RFC 4231, test case 2; an HMAC key is padded with zeros, so that 32 bytes give the same.
        assertThat(FingerprintKey.of(key).maker().of(message, 0, message.length).text())
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void aKeyIsNotShownAndNotShort() {
        assertThat(FingerprintKey.of(new byte[32]).toString()).isEqualTo("FingerprintKey[redacted]");
        assertThatThrownBy(() -> FingerprintKey.of(new byte[31])).hasMessageContaining("at least 32 bytes, not 31");
    }

    @Test
    void findingsOfOneSecretAreJoined() {
        Finding low = finding("generic", Confidence.LOW, "the-same-secret", "a");
        Finding high = finding("provider", Confidence.HIGH, "the-same-secret", "b");

        Finding both = low.merged(high).merged(low);

        assertThat(both.rule()).isEqualTo("provider");
        assertThat(both.confidence()).isEqualTo(Confidence.HIGH);
        assertThat(both.locations()).extracting(at -> at.object().path()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void findingsOfTwoSecretsAreNot() {
        Finding one = finding("a", Confidence.LOW, "one-secret", "a");
        Finding other = finding("a", Confidence.LOW, "another-secret", "a");

        assertThatThrownBy(() -> one.merged(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntrysInnerPathIsThatBelowTheLastArchive() {
        ObjectName name = ObjectName.of("dir", "a.zip").entry("b.jar").entry("c/d.txt");

        assertThat(name.path()).isEqualTo("a.zip!b.jar!c/d.txt");
        assertThat(name.innerPath()).isEqualTo("c/d.txt");
    }
}
