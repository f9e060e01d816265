package dev.gatehouse.config.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.service.document.BoundedJson;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;

class SecretGeneratorTest {
    private final SecretGenerator generator = new SecretGenerator(new SecureRandom());

    private static SecretSpec spec(SecretSource source) {
        return new SecretSpec(
                "s",
                "d",
                "o",
                DataClass.SECRET,
                30,
                JsonNodeFactory.instance.objectNode(),
                v -> Optional.empty(),
                source,
                RotationPolicy.DEFAULT);
    }

    private JsonNode made(FieldGenerator field) {
        try (SecretValue value = generator
                .generate(spec(new SecretSource.Generated(Map.of("f", field))))
                .orElseThrow()) {
            return new BoundedJson(10_000, 5)
                    .read(value.revealText().orElseThrow())
                    .root()
                    .get("f");
        }
    }

    private static byte[] decoded(JsonNode key, String name) {
        return Base64.getUrlDecoder().decode(key.get(name).textValue());
    }

    /** RFC 8032 and RFC 7748 write numbers with their least byte first. */
    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    @Test
    void writesRandomBytesAfterTheirPrefix() {
        assertThat(made(new FieldGenerator.RandomBytes(9, FieldGenerator.Encoding.HEX, "k-"))
                        .textValue())
                .matches("k-[0-9a-f]{18}");
        assertThat(made(new FieldGenerator.RandomBytes(32, FieldGenerator.Encoding.BASE64URL, ""))
                        .textValue())
                .matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void neverMakesTheSameValueTwice() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            made.add(made(new FieldGenerator.RandomBytes(8, FieldGenerator.Encoding.HEX, ""))
                    .textValue());
        }

        assertThat(made).hasSize(1_000);
    }

    @Test
    void makesPasswordsWithEveryClassOfCharacters() {
        for (int i = 0; i < 500; i++) {
            assertThat(made(new FieldGenerator.Password(16, "-~")).textValue())
                    .matches("[A-Za-z0-9~-]{16}")
                    .containsPattern("[a-z]")
                    .containsPattern("[A-Z]")
                    .containsPattern("[0-9]")
                    .containsPattern("[~-]");
        }
    }

    @Test
    void makesPasswordsWithoutSymbolsWhereThereAreNone() {
        assertThat(made(new FieldGenerator.Password(128, "")).textValue()).matches("[A-Za-z0-9]{128}");
    }

    @Test
    void repeatsAConstant() {
        assertThat(made(new FieldGenerator.Constant(new IntNode(5432)))).isEqualTo(new IntNode(5432));
    }

    @Test
    void makesEd25519PairsWhoseHalvesBelongTogether() throws GeneralSecurityException {
        JsonNode key = made(new FieldGenerator.KeyPair(FieldGenerator.Curve.ED25519));

        byte[] x = decoded(key, "x");
        boolean odd = (x[31] & 0x80) != 0;
        x[31] &= 0x7F;
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        PrivateKey signer =
                factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, decoded(key, "d")));
        PublicKey verifier = factory.generatePublic(
                new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, littleEndian(x))));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(signer);
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(verifier);
        signature.update(new byte[] {1, 2, 3});
        assertThat(signature.verify(signed)).isTrue();
        assertThat(key.get("crv").textValue()).isEqualTo("Ed25519");
    }

    @Test
    void makesX25519PairsWhoseHalvesBelongTogether() throws GeneralSecurityException {
        JsonNode one = made(new FieldGenerator.KeyPair(FieldGenerator.Curve.X25519));
        JsonNode other = made(new FieldGenerator.KeyPair(FieldGenerator.Curve.X25519));

        assertThat(agreed(one, other)).isEqualTo(agreed(other, one));
    }

    private static byte[] agreed(JsonNode mine, JsonNode theirs) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("X25519");
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, decoded(mine, "d"))));
        agreement.doPhase(
                factory.generatePublic(
                        new XECPublicKeySpec(NamedParameterSpec.X25519, littleEndian(decoded(theirs, "x")))),
                true);
        return agreement.generateSecret();
    }

    @Test
    void leavesToAPersonWhatAPersonSupplies() {
        SecretSpec spec = spec(new SecretSource.Person(
                "fetch it",
                Map.of("f", new FieldGenerator.RandomBytes(8, FieldGenerator.Encoding.HEX, "placeholder-"))));

        assertThat(generator.generate(spec)).isEmpty();
        assertThat(generator.placeholder(spec))
                .hasValueSatisfying(
                        value -> assertThat(value.revealText().orElseThrow()).startsWith("{\"f\":\"placeholder-"));
    }

    @Test
    void hasNoPlaceholderForWhatItMakesItself() {
        assertThat(generator.placeholder(
                        spec(new SecretSource.Generated(Map.of("f", new FieldGenerator.Constant(new IntNode(1)))))))
                .isEmpty();
    }
}
