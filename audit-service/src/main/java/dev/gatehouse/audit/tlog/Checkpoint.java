package dev.gatehouse.audit.tlog;

import java.util.Arrays;
import java.util.List;

/**
 * What a log says of itself, as C2SP tlog-checkpoint has it; the text of a {@link SignedNote}. Its lines are the origin,
 * the size, the root in base64, and others that only some readers know.
 *
 * @param origin the log's name, such as {@code audit.example.com/log}; a line that is not empty
 * @param size the leaves, 0 or more
 * @param root the tree's root
 * @param extensions the lines after the root, without their newlines; none is empty
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    private static final String WHAT = "checkpoint";
    private static final int LINES = 3;

    /** @throws InvalidFormat it cannot be written */
    public Checkpoint {
        checkLine(origin);
        extensions = List.copyOf(extensions);
        extensions.forEach(Checkpoint::checkLine);
        if (size < 0) {
            throw new InvalidFormat(WHAT, "its size is negative");
        }
    }

    /** A checkpoint without extension lines. */
    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    private static void checkLine(String line) {
        NoteText.check(WHAT, line);
        if (line.isEmpty() || line.contains("\n")) {
            throw new InvalidFormat(WHAT, "a line is empty, or more than one");
        }
    }

    /**
     * Reads a checkpoint's text, which is all of a signed note's text.
     *
     * @throws InvalidFormat it has fewer than three lines, an empty line or no newline at its end, the size is not a
     *     decimal without leading zeroes, or the root is not the base64 of 32 bytes
     */
    public static Checkpoint parse(String body) {
        if (!body.endsWith("\n")) {
            throw new InvalidFormat(WHAT, "it does not end with a newline");
        }
        List<String> lines = Arrays.asList(body.substring(0, body.length() - 1).split("\n", -1));
        if (lines.size() < LINES) {
            throw new InvalidFormat(WHAT, "it has " + lines.size() + " lines, not " + LINES + " or more");
        }
        long size = DecimalText.parse(lines.get(1))
                .orElseThrow(() -> new InvalidFormat(WHAT, "line 2 is not a size without leading zeroes"));
        Hash root = Base64Text.hash(lines.get(2))
                .orElseThrow(() -> new InvalidFormat(WHAT, "line 3 is not the base64 of 32 bytes"));
        return new Checkpoint(lines.getFirst(), size, root, lines.subList(LINES, lines.size()));
    }

    /** The text to be signed. */
    public String format() {
        StringBuilder text = new StringBuilder();
        text.append(origin).append('\n').append(size).append('\n');
        text.append(root.base64()).append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
