package dev.gatehouse.audit.tlog;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * Signs with an Ed25519 key in memory. As text the key is {@code PRIVATE+KEY+name+hex(id)+base64(0x01 || seed)}, the
 * form of Go's {@code golang.org/x/mod/sumdb/note}.
 */
public final class Ed25519Signer implements NoteSigner {
    private static final String WHAT = "signer key";
    private static final String START = "PRIVATE+KEY+";

    private final VerifierKey verifierKey;
    private final PrivateKey key;
    private final byte[] seed;

    private Ed25519Signer(VerifierKey verifierKey, PrivateKey key, byte[] seed) {
        this.verifierKey = verifierKey;
        this.key = key;
        this.seed = seed;
    }

    /** A signer with a new key. */
    public static Ed25519Signer generate(String name, SecureRandom random) {
        byte[] seed = new byte[Ed25519.KEY_BYTES];
        random.nextBytes(seed);
        return ofSeed(name, seed);
    }

    /** A signer with a new key, of the JDK's own randomness. */
    public static Ed25519Signer generate(String name) {
        return generate(name, new SecureRandom());
    }

    /**
     * The signer with a key's seed.
     *
     * @throws InvalidFormat the name cannot be a key's, or the seed has not 32 bytes
     */
    public static Ed25519Signer ofSeed(String name, byte[] seed) {
        if (seed.length != Ed25519.KEY_BYTES) {
            throw new InvalidFormat(WHAT, "a seed has " + Ed25519.KEY_BYTES + " bytes, not " + seed.length);
        }
        KeyPair pair = pair(seed.clone());
        byte[] publicKey = Ed25519.bytes(pair.getPublic());
        VerifierKey verifierKey = VerifierKey.of(name, SignatureType.ED25519, publicKey);
        return new Ed25519Signer(verifierKey, pair.getPrivate(), seed.clone());
    }

    /**
     * The signer with a key in PKCS#8 (DER), as {@code openssl genpkey -algorithm ed25519 -outform DER} writes it.
     *
     * @throws InvalidFormat it is not such a key
     */
    public static Ed25519Signer ofPkcs8(String name, byte[] pkcs8) {
        try {
            PrivateKey key = KeyFactory.getInstance(Ed25519.NAME).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return ofSeed(name, seed(key));
        } catch (GeneralSecurityException e) {
            throw new InvalidFormat(WHAT, "it is not an Ed25519 key in PKCS#8");
        }
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidFormat it is not of that form, or the id is not the key's
     */
    public static Ed25519Signer parse(String text) {
        String[] parts = text.startsWith(START) ? text.substring(START.length()).split("\\+", 3) : new String[0];
        if (parts.length < 3) {
            throw new InvalidFormat(WHAT, "it is not PRIVATE+KEY, a name, an id and a key with plus signs between");
        }
        byte[] seed = Base64Text.decode(parts[2])
                .filter(bytes -> bytes.length > 0 && bytes[0] == SignatureType.ED25519.code())
                .map(bytes -> Arrays.copyOfRange(bytes, 1, bytes.length))
                .orElseThrow(() -> new InvalidFormat(WHAT, "the key is not the base64 of an Ed25519 key"));
        Ed25519Signer signer = ofSeed(parts[0], seed);
        if (!parts[1].equals(VerifierKey.hex(signer.verifierKey.keyId()))) {
            throw new InvalidFormat(WHAT, "the id is not the key's");
        }
        return signer;
    }

    /** The text form. It is a secret. */
    public String privateKeyText() {
        byte[] material = VerifierKey.material(SignatureType.ED25519.code(), seed);
        return START + name() + "+" + VerifierKey.hex(verifierKey.keyId()) + "+" + Base64Text.encode(material);
    }

    @Override
    public String name() {
        return verifierKey.name();
    }

    @Override
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    @Override
    public byte[] sign(byte[] text) {
        return Ed25519.sign(key, text);
    }

    @Override
    public String toString() {
        return "[signer " + name() + "]";
    }

    private static KeyPair pair(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(Ed25519.NAME);
            // The JDK has no way from a seed to its public key but to be given the seed as its randomness.
            generator.initialize(NamedParameterSpec.ED25519, new SeedOnly(seed));
            KeyPair pair = generator.generateKeyPair();
            if (!Arrays.equals(seed, seed(pair.getPrivate()))) {
                throw new IllegalStateException("this Java makes another key of a seed");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    private static byte[] seed(PrivateKey key) {
        if (key instanceof EdECPrivateKey edwards) {
            return edwards.getBytes().orElseThrow(() -> new InvalidFormat(WHAT, "the key does not show its seed"));
        }
        throw new InvalidFormat(WHAT, "it is not an Ed25519 key");
    }

    private static final class SeedOnly extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        private SeedOnly(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
