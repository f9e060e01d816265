package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a witness's request and a proof file have in common: a head, hashes in base64 a line, a blank line, a note. */
record HashLines(List<String> head, List<Hash> hashes, SignedNote note) {
    /** The most hashes, which a witness may insist on. */
    static final int MAX_HASHES = InclusionProof.MAX_HASHES;

    /**
     * Reads such a text.
     *
     * @param what the format, for what is said when it is wrong
     * @param isHead which lines stand before the hashes
     */
    static HashLines parse(String what, byte[] bytes, HeadLine isHead) {
        String text = NoteText.decode(what, bytes);
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new InvalidFormat(what, "no blank line stands before the checkpoint");
        }
        List<String> lines = List.of(text.substring(0, blank).split("\n", -1));
        int heads = 0;
        while (heads < lines.size() && isHead.test(heads, lines.get(heads))) {
            heads++;
        }
        return new HashLines(
                lines.subList(0, heads),
                hashes(what, heads, lines),
                SignedNote.parse(text.substring(blank + 2).getBytes(UTF_8)));
    }

    private static List<Hash> hashes(String what, int heads, List<String> lines) {
        if (lines.size() - heads > MAX_HASHES) {
            throw new InvalidFormat(what, "more than " + MAX_HASHES + " hashes");
        }
        List<Hash> hashes = new ArrayList<>();
        for (int line = heads; line < lines.size(); line++) {
            int number = line + 1;
            hashes.add(Base64Text.hash(lines.get(line))
                    .orElseThrow(() -> new InvalidFormat(what, "line " + number + " is not the base64 of 32 bytes")));
        }
        return hashes;
    }

    /** The text. */
    String format() {
        String hashLines = hashes.stream().map(hash -> hash.base64() + "\n").collect(Collectors.joining());
        return String.join("\n", head) + "\n" + hashLines + "\n" + note.format();
    }

    /** Tells which lines stand before the hashes. */
    interface HeadLine {
        boolean test(int line, String text);
    }
}
