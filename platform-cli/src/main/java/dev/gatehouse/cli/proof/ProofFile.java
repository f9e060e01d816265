package dev.gatehouse.cli.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file that proves an event (C2SP tlog-proof). Its extra bytes are what audit-service puts there: the entry of 59 bytes,
 * whose last 32 are the commitment, and for who may read the event the salt and the payload's first line.
 *
 * @param checkpoint the log that the event stands in, its signature checked
 * @param index the event's place
 * @param leaf the hash of its entry
 */
public record ProofFile(Checkpoint checkpoint, long index, Digest leaf, Extra extra) {
    private static final String VERSION = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final int MOST_HASHES = 63;
    private static final int ENTRY_BYTES = 59;

    /** The application's bytes. */
    public static final class Extra {
        private final byte[] bytes;

        private Extra(byte[] bytes) {
            if (bytes.length < ENTRY_BYTES) {
                throw new InvalidProof("the proof has no entry");
            }
            this.bytes = bytes;
        }

        private Digest leaf() {
            return Digest.leaf(Arrays.copyOf(bytes, ENTRY_BYTES));
        }

        /** Whether there is what leads from an event to the entry. */
        public boolean opens() {
            return bytes.length > ENTRY_BYTES;
        }

        /** Whether the entry is that of an event's bytes as they were sent. */
        public boolean commitsTo(byte[] raw) {
            byte[] commitment = Arrays.copyOfRange(bytes, ENTRY_BYTES - Digest.BYTES, ENTRY_BYTES);
            byte[] opening = Arrays.copyOfRange(bytes, ENTRY_BYTES, bytes.length);
            return opens() && Digest.sha256(opening, raw).equals(Digest.of(commitment));
        }
    }

    /**
     * Reads and checks a file.
     *
     * @throws InvalidProof it is not of its form, or proves nothing
     */
    public static ProofFile verified(byte[] file, LogKey key) {
        String text = new String(file, StandardCharsets.UTF_8);
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new InvalidProof("the proof has no checkpoint");
        }
        List<String> lines = List.of(text.substring(0, blank).split("\n", -1));
        if (lines.size() < 3
                || !lines.get(0).equals(VERSION)
                || !lines.get(1).startsWith(EXTRA)
                || !lines.get(2).startsWith(INDEX)) {
            throw new InvalidProof("the proof does not begin with its version, an entry and an index");
        }
        Checkpoint checkpoint = Checkpoint.verified(text.substring(blank + 2).getBytes(StandardCharsets.UTF_8), key);
        Extra extra = new Extra(Base64Text.decode(lines.get(1).substring(EXTRA.length()), "the proof's entry"));
        long index = index(lines.get(2).substring(INDEX.length()));
        if (!Proofs.includes(extra.leaf(), index, hashes(lines.subList(3, lines.size())), checkpoint)) {
            throw new InvalidProof("the proof does not lead from event " + index + " to the checkpoint's root");
        }
        return new ProofFile(checkpoint, index, extra.leaf(), extra);
    }

    private static long index(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new InvalidProof("the proof's index is no number");
        }
        return Long.parseLong(text);
    }

    private static List<Digest> hashes(List<String> lines) {
        if (lines.size() > MOST_HASHES) {
            throw new InvalidProof("the proof has more than " + MOST_HASHES + " hashes");
        }
        List<Digest> hashes = new ArrayList<>();
        lines.forEach(line -> hashes.add(Digest.parse(line)));
        return hashes;
    }

    /** The hashes of a proof in base64. */
    public static List<Digest> hashesOf(List<String> base64) {
        return hashes(base64);
    }
}
