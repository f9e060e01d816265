package dev.gatehouse.cli.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A log's size and root as its key has signed them (C2SP tlog-checkpoint in a signed-note). There is none whose signature was
 * not checked.
 *
 * @param origin the log's name
 * @param size how many events it covers
 * @param root the tree's root
 */
public record Checkpoint(String origin, long size, Digest root) {
    private static final String SIGNATURE = "\u2014 ";
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final int LINES = 3;
    private static final int MOST_SIGNATURES = 64;

    /**
     * Reads a signed note.
     *
     * @throws InvalidProof it is no checkpoint, not signed by the key, or of another log than the key's
     */
    public static Checkpoint verified(byte[] note, LogKey key) {
        String text = new String(note, StandardCharsets.UTF_8);
        int blank = text.lastIndexOf("\n\n");
        if (blank < 0 || !text.endsWith("\n")) {
            throw new InvalidProof("the checkpoint is no signed note");
        }
        String body = text.substring(0, blank + 1);
        requireSigned(body, List.of(text.substring(blank + 2).split("\n", -1)), key);
        Checkpoint checkpoint = parse(body);
        if (!checkpoint.origin.equals(key.name())) {
            throw new InvalidProof("the checkpoint is of another log than the key");
        }
        return checkpoint;
    }

    private static void requireSigned(String body, List<String> lines, LogKey key) {
        boolean signed = lines.stream()
                .limit(MOST_SIGNATURES)
                .filter(line -> line.startsWith(SIGNATURE + key.name() + " "))
                .map(line -> line.substring(SIGNATURE.length() + key.name().length() + 1))
                .anyMatch(base64 -> key.verifies(body, Base64Text.decode(base64, "a signature")));
        if (!signed) {
            throw new InvalidProof("the checkpoint is not signed by the key of " + key.name());
        }
    }

    private static Checkpoint parse(String body) {
        String[] lines = body.split("\n", -1);
        if (lines.length < LINES || !SIZE.matcher(lines[1]).matches()) {
            throw new InvalidProof("the checkpoint has no origin, size and root");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Digest.parse(lines[2]));
    }
}
