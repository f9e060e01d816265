package dev.gatehouse.audit.ingest.cloudtrail;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/**
 * RSA public keys from their DER. CloudTrail's ListPublicKeys gives the bare key of PKCS#1 (RFC 8017, appendix A.1.1), and Java
 * reads it with its algorithm around it, as SubjectPublicKeyInfo (RFC 5280, section 4.1): so that is put around it.
 */
public final class RsaKeys {
    /** Bits that a key must have at least: fewer can be broken. */
    public static final int MIN_BITS = 2_048;

    /** Bits that a key may have: verification gets slow with more. */
    public static final int MAX_BITS = 8_192;

    private static final int SEQUENCE = 0x30;
    private static final int BIT_STRING = 0x03;
    private static final int SHORT_LENGTH = 0x80;
    /** SEQUENCE of the object identifier 1.2.840.113549.1.1.1 (rsaEncryption) and NULL. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private RsaKeys() {}

    /** The key of its PKCS#1 DER; empty where the bytes are no RSA key of a sound size. */
    public static Optional<PublicKey> ofPkcs1(byte[] der) {
        ByteArrayOutputStream bits = new ByteArrayOutputStream();
        bits.write(0); // no unused bits
        bits.writeBytes(der);
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.writeBytes(RSA);
        info.writeBytes(element(BIT_STRING, bits.toByteArray()));
        return ofSpki(element(SEQUENCE, info.toByteArray()));
    }

    /** The key of its SubjectPublicKeyInfo DER; empty where the bytes are no RSA key of a sound size. */
    public static Optional<PublicKey> ofSpki(byte[] der) {
        try {
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            int bits = ((RSAPublicKey) key).getModulus().bitLength();
            return bits >= MIN_BITS && bits <= MAX_BITS ? Optional.of(key) : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(tag);
        if (content.length < SHORT_LENGTH) {
            bytes.write(content.length);
        } else {
            int count = content.length > 0xffff ? 3 : content.length > 0xff ? 2 : 1;
            bytes.write(SHORT_LENGTH | count);
            for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
                bytes.write(content.length >> shift);
            }
        }
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }
}
