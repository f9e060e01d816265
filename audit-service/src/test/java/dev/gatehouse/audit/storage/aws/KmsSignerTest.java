package dev.gatehouse.audit.storage.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.tlog.NoteVerdict;
import dev.gatehouse.audit.tlog.NoteVerifier;
import dev.gatehouse.audit.tlog.SignedNote;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

class KmsSignerTest {
    private static final String NAME = "example.com/audit";

    private final FakeKms fake = new FakeKms();
    private final KmsClient kms = Clients.QUICK
            .applyTo(Moto.client(KmsClient.builder(), fake.endpoint()))
            .build();

    @AfterEach
    void close() {
        kms.close();
        fake.close();
    }

    @Test
    void whatItSignsIsVerifiedWithItsKey() {
        KmsSigner signer = KmsSigner.open(kms, FakeKms.KEY, NAME);

        SignedNote note = SignedNote.sign(NAME + "\n1\nAAAA\n", signer);

        assertThat(NoteVerifier.open(note, List.of(signer.verifierKey())))
                .isEqualTo(new NoteVerdict.Verified(List.of(signer.verifierKey())));
        assertThat(signer.verifierKey().name()).isEqualTo(NAME);
        assertThat(fake.lastSign).isEqualTo("RAW ED25519_SHA_512");
    }

    @Test
    void aSignatureOfAnotherKeyIsNotUsed() {
        KmsSigner signer = KmsSigner.open(kms, FakeKms.KEY, NAME);
        fake.signing = FakeKms.pair();

        assertThatThrownBy(() -> signer.sign("text\n".getBytes(UTF_8)))
                .isInstanceOf(StorageFailed.class)
                .hasMessageContaining("no signature of the log's key");
    }

    @Test
    void aKeyOfAnotherSpecIsRefused() {
        fake.keySpec = "ECC_NIST_P256";

        assertThatThrownBy(() -> KmsSigner.open(kms, FakeKms.KEY, NAME))
                .isInstanceOf(StorageFailed.class)
                .hasMessageContaining("ECC_NIST_EDWARDS25519");
    }

    @Test
    void aKeyForAnotherUseIsRefused() {
        fake.usage = "KEY_AGREEMENT";

        assertThatThrownBy(() -> KmsSigner.open(kms, FakeKms.KEY, NAME))
                .isInstanceOf(StorageFailed.class)
                .hasMessageContaining("for signing");
    }

    @Test
    void aPublicKeyOfAnotherFormIsRefused() throws Exception {
        fake.publicKey = KeyPairGenerator.getInstance("X25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();

        assertThatThrownBy(() -> KmsSigner.open(kms, FakeKms.KEY, NAME))
                .isInstanceOf(StorageFailed.class)
                .hasMessageContaining("not one of Ed25519");
    }

    @Test
    void aKeyThatIsMissingIsNamedAsSuch() {
        assertThatThrownBy(() -> KmsSigner.open(kms, "alias/other", NAME))
                .isInstanceOf(StorageFailed.class)
                .hasMessageContaining("NotFoundException");
    }
}
