package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * What a witness is asked (C2SP tlog-witness, {@code add-checkpoint}): {@code old <size>}, a hash a line, a blank line,
 * and the checkpoint.
 *
 * @param old the size that the witness has seen last, 0 if none
 * @param proof shows that the checkpoint's tree begins with the old one; at most 63 hashes, none for size 0
 * @param checkpoint the log's signed checkpoint
 */
public record WitnessRequest(long old, List<Hash> proof, SignedNote checkpoint) {
    /** The most bytes of a request that are read here. */
    public static final int MAX_BYTES = 2 << 20;

    private static final String WHAT = "witness request";
    private static final String OLD = "old ";

    /** @throws InvalidFormat the size is negative, there are too many hashes, or the note is no checkpoint */
    public WitnessRequest {
        Checkpoint.parse(checkpoint.text());
        proof = List.copyOf(proof);
        if (old < 0 || proof.size() > HashLines.MAX_HASHES) {
            throw new InvalidFormat(WHAT, "the old size is negative, or there are too many hashes");
        }
    }

    /**
     * Reads a request.
     *
     * @throws InvalidFormat it is longer than {@value #MAX_BYTES} bytes, or not of the form
     */
    public static WitnessRequest parse(byte[] request) {
        if (request.length > MAX_BYTES) {
            throw new InvalidFormat(WHAT, request.length + " bytes, more than " + MAX_BYTES);
        }
        HashLines lines = HashLines.parse(WHAT, request, (line, text) -> line == 0 && text.startsWith(OLD));
        if (lines.head().isEmpty()) {
            throw new InvalidFormat(WHAT, "line 1 is not the old size");
        }
        long old = DecimalText.parse(lines.head().getFirst().substring(OLD.length()))
                .orElseThrow(() -> new InvalidFormat(WHAT, "the old size is not a decimal without leading zeroes"));
        return new WitnessRequest(old, lines.hashes(), lines.note());
    }

    /** The request's text. */
    public String format() {
        return new HashLines(List.of(OLD + old), proof, checkpoint).format();
    }

    /** The request. */
    public byte[] bytes() {
        return format().getBytes(UTF_8);
    }
}
