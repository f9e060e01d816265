package dev.gatehouse.cli.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A log that proves what RFC 6962's own definitions say: slowly, and in another way than what is tested. */
public final class TestLog {
    private final String origin;
    private final KeyPair key;
    private final List<byte[]> entries = new ArrayList<>();

    /** A log with a key of its own. */
    public TestLog(String origin) {
        this.origin = origin;
        try {
            this.key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An entry whose commitment is to an opening and raw bytes. */
    public TestLog add(byte[] opening, byte[] raw) {
        byte[] entry = new byte[59];
        entry[0] = 1;
        entry[26] = (byte) entries.size();
        System.arraycopy(Digest.sha256(opening, raw).bytes(), 0, entry, 27, Digest.BYTES);
        entries.add(entry);
        return this;
    }

    /** So many entries more. */
    public TestLog grow(int more) {
        for (int i = 0; i < more; i++) {
            add(new byte[17], new byte[] {(byte) i});
        }
        return this;
    }

    /** The verifier key. */
    public String vkey() {
        byte[] spki = key.getPublic().getEncoded();
        byte[] material = join(new byte[] {1}, Arrays.copyOfRange(spki, spki.length - 32, spki.length));
        return origin + "+" + HexFormat.of().formatHex(id(material)) + "+"
                + Base64.getEncoder().encodeToString(material);
    }

    private byte[] id(byte[] material) {
        return Arrays.copyOf(
                Digest.sha256((origin + "\n").getBytes(StandardCharsets.UTF_8), material)
                        .bytes(),
                4);
    }

    /** The signed checkpoint of a size. */
    public byte[] checkpoint(int size) {
        String text = origin + "\n" + size + "\n" + root(0, size).base64() + "\n";
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] spki = key.getPublic().getEncoded();
            byte[] material = join(new byte[] {1}, Arrays.copyOfRange(spki, spki.length - 32, spki.length));
            String line = "\u2014 " + origin + " "
                    + Base64.getEncoder().encodeToString(join(id(material), signer.sign())) + "\n";
            return (text + "\n" + line).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A proof file. */
    public byte[] proof(int index, int size, byte[] opening) {
        StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\nextra ");
        text.append(Base64.getEncoder().encodeToString(join(entries.get(index), opening)));
        text.append("\nindex ").append(index).append('\n');
        path(index, 0, size).forEach(hash -> text.append(hash.base64()).append('\n'));
        return join((text + "\n").getBytes(StandardCharsets.UTF_8), checkpoint(size));
    }

    /** A consistency proof as audit-service answers it. */
    public String consistency(int from, int to) {
        List<String> hashes = extension(from, to).stream()
                .map(hash -> "\"" + hash.base64() + "\"")
                .toList();
        return "{\"from\":" + from + ",\"to\":" + to + ",\"hashes\":[" + String.join(",", hashes) + "]}";
    }

    List<Digest> extension(int from, int to) {
        return from == 0 || from == to ? List.of() : subproof(from, 0, to, true);
    }

    Digest leaf(int index) {
        return Digest.leaf(entries.get(index));
    }

    /** MTH of RFC 6962, section 2.1. */
    Digest root(int from, int to) {
        if (from == to) {
            return Digest.sha256();
        }
        if (to - from == 1) {
            return leaf(from);
        }
        int split = from + Integer.highestOneBit(to - from - 1);
        return Digest.node(root(from, split), root(split, to));
    }

    /** PATH of RFC 6962, section 2.1.1. */
    List<Digest> path(int index, int from, int to) {
        if (to - from == 1) {
            return List.of();
        }
        int split = from + Integer.highestOneBit(to - from - 1);
        List<Digest> path = new ArrayList<>(index < split ? path(index, from, split) : path(index, split, to));
        path.add(index < split ? root(split, to) : root(from, split));
        return path;
    }

    /** SUBPROOF of RFC 6962, section 2.1.2. */
    private List<Digest> subproof(int size, int from, int to, boolean whole) {
        if (size == to) {
            return whole ? List.of() : List.of(root(from, to));
        }
        int split = from + Integer.highestOneBit(to - from - 1);
        List<Digest> proof =
                new ArrayList<>(size <= split ? subproof(size, from, split, whole) : subproof(size, split, to, false));
        proof.add(size <= split ? root(split, to) : root(from, split));
        return proof;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
