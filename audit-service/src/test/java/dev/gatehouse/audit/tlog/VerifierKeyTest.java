package dev.gatehouse.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeyTest {
    private static final String LOG = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    /** A real witness's, whose id has been computed by others. */
    private static final String WITNESS = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

    @Test
    void readsAndWritesALogsKey() {
        VerifierKey key = VerifierKey.parse(LOG);

        assertThat(key.format()).isEqualTo(LOG);
        assertThat(key.name()).isEqualTo("example.com/foo");
        assertThat(key.keyId()).isEqualTo(0x530d903a);
        assertThat(key.type()).isEqualTo(SignatureType.ED25519);
        assertThat(VerifierKey.of(key.name(), key.type(), key.publicKey())).isEqualTo(key);
    }

    @Test
    void readsAndWritesAWitnessesKey() {
        VerifierKey key = VerifierKey.parse(WITNESS);

        assertThat(key.format()).isEqualTo(WITNESS);
        assertThat(key.type()).isEqualTo(SignatureType.COSIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+",
                "example.com/foo+530d903a+!",
                "example.com/foo+530d903a+AQ==",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2kAA==",
                "example.com/foo+530d903a+BukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "exam ple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
            })
    void refusesWhatIsNotAKey(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text))
                .isInstanceOf(InvalidFormat.class)
                .hasMessageNotContaining("3U2k");
    }

    @Test
    void verifiesNothingWithBytesThatAreNoPoint() {
        byte[] noPoint = new byte[32];
        Arrays.fill(noPoint, (byte) 0xff);
        VerifierKey key = VerifierKey.of("a", SignatureType.ED25519, noPoint);

        boolean verified = key.verifies("text\n", key.signature(new byte[64]));

        assertThat(verified).isFalse();
    }

    @Test
    void signsWithAKeyOfThePlatform() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

        Ed25519Signer signer = Ed25519Signer.ofPkcs8("a", pair.getPrivate().getEncoded());

        assertThat(signer.verifierKey().publicKey()).isEqualTo(Ed25519.bytes(pair.getPublic()));
        assertThat(signer.verifierKey()
                        .verifies(
                                "text\n",
                                SignedNote.sign("text\n", signer).signatures().getFirst()))
                .isTrue();
    }

    @Test
    void generatesDifferentKeys() {
        Ed25519Signer one = Ed25519Signer.generate("a");
        Ed25519Signer other = Ed25519Signer.generate("a");

        assertThat(one.verifierKey()).isNotEqualTo(other.verifierKey());
        assertThat(Ed25519Signer.parse(one.privateKeyText()).verifierKey()).isEqualTo(one.verifierKey());
    }

    @Test
    void doesNotShowThePrivateKey() {
        Ed25519Signer signer = Ed25519Signer.generate("a");

        assertThat(signer.toString()).isEqualTo("[signer a]");
    }

    @Test
    void refusesAPrivateKeyOfAnotherKind() throws GeneralSecurityException {
        byte[] x25519 = KeyPairGenerator.getInstance("X25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();

        assertThatThrownBy(() -> Ed25519Signer.ofPkcs8("a", x25519)).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> Ed25519Signer.ofPkcs8("a", new byte[3])).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> Ed25519Signer.ofSeed("a", new byte[31])).isInstanceOf(InvalidFormat.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PRIVATE+KEY",
                "PRIVATE+KEY+a+b",
                "PRIVATE+KEY+vectors.example/key-0+00000000+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB",
                "PRIVATE+KEY+vectors.example/key-0+e48b81f7+AgEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB",
                "PRIVATE+KEY+vectors.example/key-0+e48b81f7+AQEB",
                "PRIVATE+KEY+vectors.example/key-0+e48b81f7+",
                "private+key+vectors.example/key-0+e48b81f7+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
            })
    void refusesWhatIsNotASigningKeyWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> Ed25519Signer.parse(text))
                .isInstanceOf(InvalidFormat.class)
                .hasMessageNotContaining("EBAQ");
    }
}
