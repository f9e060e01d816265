package dev.gatehouse.config.secret;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** New key pairs as JSON Web Keys of RFC 8037: {@code x} is the public and {@code d} the private key. */
final class JsonWebKey {
    /** Bytes of a key of either curve. They stand at the end of its encodings by RFC 8410. */
    private static final int KEY_BYTES = 32;

    private JsonWebKey() {}

    static ObjectNode generate(FieldGenerator.Curve curve, SecureRandom random) {
        KeyPair pair = pair(curve, random);
        return JsonNodeFactory.instance
                .objectNode()
                .put("kty", "OKP")
                .put("crv", curve.wireName())
                .put("x", raw(pair.getPublic().getEncoded()))
                .put("d", raw(pair.getPrivate().getEncoded()));
    }

    private static KeyPair pair(FieldGenerator.Curve curve, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(curve.wireName());
            generator.initialize(new NamedParameterSpec(curve.wireName()), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java lacks " + curve.wireName(), missing);
        }
    }

    private static String raw(byte[] encoded) {
        byte[] key = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
