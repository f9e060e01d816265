package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text with signatures, as C2SP signed-note has it. Nothing is known of the text until {@link NoteVerifier} has
 * checked them.
 *
 * @param text ends with a newline; no control characters but newlines
 * @param signatures 1 to {@value #MAX_SIGNATURES}, in the note's order
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** The most bytes of a note. */
    public static final int MAX_BYTES = 1 << 20;

    /** The most signatures of a note. */
    public static final int MAX_SIGNATURES = 64;

    private static final String WHAT = "signed note";

    /** @throws InvalidFormat it cannot be written */
    public SignedNote {
        signatures = List.copyOf(signatures);
        NoteText.check(WHAT, text);
        if (!text.endsWith("\n")) {
            throw new InvalidFormat(WHAT, "the text does not end with a newline");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new InvalidFormat(WHAT, signatures.size() + " signatures, not 1 to " + MAX_SIGNATURES);
        }
    }

    /** Signs a text with each of the signers. */
    public static SignedNote sign(String text, NoteSigner... signers) {
        byte[] bytes = text.getBytes(UTF_8);
        return new SignedNote(
                text,
                Stream.of(signers)
                        .map(signer -> signer.verifierKey().signature(signer.sign(bytes)))
                        .toList());
    }

    /**
     * Reads a note.
     *
     * @throws InvalidFormat it is longer than {@value #MAX_BYTES} bytes, not UTF-8, or not a note
     */
    public static SignedNote parse(byte[] note) {
        if (note.length > MAX_BYTES) {
            throw new InvalidFormat(WHAT, note.length + " bytes, more than " + MAX_BYTES);
        }
        return parse(NoteText.decode(WHAT, note));
    }

    private static SignedNote parse(String note) {
        NoteText.check(WHAT, note);
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new InvalidFormat(WHAT, "no blank line stands before signatures");
        }
        return new SignedNote(note.substring(0, blank + 1), signatures(note.substring(blank + 2)));
    }

    /**
     * Reads signature lines, each with its newline, as a witness answers with them.
     *
     * @throws InvalidFormat a line is not a signature, or there are none or more than {@value #MAX_SIGNATURES}
     */
    public static List<NoteSignature> signatures(String lines) {
        if (!lines.endsWith("\n")) {
            throw new InvalidFormat(WHAT, "no signature, or the last has no newline");
        }
        String[] each = lines.substring(0, lines.length() - 1).split("\n", MAX_SIGNATURES + 1);
        if (each.length > MAX_SIGNATURES) {
            throw new InvalidFormat(WHAT, "more than " + MAX_SIGNATURES + " signatures");
        }
        return Arrays.stream(each).map(NoteSignature::parse).toList();
    }

    /** The same text with more signatures, behind those it has; the same signature is not taken twice. */
    public SignedNote with(List<NoteSignature> more) {
        return new SignedNote(
                text,
                Stream.concat(signatures.stream(), more.stream()).distinct().toList());
    }

    /** The note. */
    public String format() {
        return signatures.stream()
                .map(signature -> signature.format() + "\n")
                .collect(Collectors.joining("", text + "\n", ""));
    }

    /** The note's UTF-8. */
    public byte[] bytes() {
        return format().getBytes(UTF_8);
    }
}
