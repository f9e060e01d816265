package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A proof that stands alone in a file (C2SP tlog-proof): a signed checkpoint, an entry's index, the inclusion proof, and
 * bytes that the application adds and nothing vouches for. The usual file name ends with {@code .tlog-proof}.
 */
public final class TlogProof {
    /** The most bytes of a file. */
    public static final int MAX_BYTES = 2 << 20;

    private static final String WHAT = "proof file";
    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    private final InclusionProof inclusion;
    private final SignedNote note;
    private final Checkpoint checkpoint;
    private final Optional<byte[]> extra;

    private TlogProof(InclusionProof inclusion, SignedNote note, Checkpoint checkpoint, Optional<byte[]> extra) {
        if (inclusion.size() != checkpoint.size()) {
            throw new InvalidFormat(WHAT, "the inclusion proof is of another size than the checkpoint");
        }
        this.inclusion = inclusion;
        this.note = note;
        this.checkpoint = checkpoint;
        this.extra = extra;
    }

    /**
     * A proof without extra bytes.
     *
     * @param inclusion the proof in the tree of the checkpoint
     * @param note the signed checkpoint
     * @throws InvalidFormat the note is no checkpoint, or the sizes differ
     */
    public static TlogProof of(InclusionProof inclusion, SignedNote note) {
        return new TlogProof(inclusion, note, Checkpoint.parse(note.text()), Optional.empty());
    }

    /** The same proof with other extra bytes, one or more. */
    public TlogProof withExtra(byte[] bytes) {
        if (bytes.length == 0) {
            throw new InvalidFormat(WHAT, "there are no extra bytes");
        }
        return new TlogProof(inclusion, note, checkpoint, Optional.of(bytes.clone()));
    }

    /**
     * Reads a file.
     *
     * @throws InvalidFormat it is longer than {@value #MAX_BYTES} bytes, or not of the form
     */
    public static TlogProof parse(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new InvalidFormat(WHAT, file.length + " bytes, more than " + MAX_BYTES);
        }
        HashLines lines = HashLines.parse(WHAT, file, TlogProof::isHead);
        List<String> head = lines.head();
        if (head.isEmpty() || !head.getLast().startsWith(INDEX)) {
            throw new InvalidFormat(WHAT, "its first lines are not the version, extra bytes if any, and the index");
        }
        Checkpoint checkpoint = Checkpoint.parse(lines.note().text());
        InclusionProof inclusion = new InclusionProof(index(head.getLast()), checkpoint.size(), lines.hashes());
        TlogProof plain = new TlogProof(inclusion, lines.note(), checkpoint, Optional.empty());
        return head.size() == 2 ? plain : plain.withExtra(extra(head.get(1)));
    }

    /** The version, then the extra bytes or the index, then the index; whatever follows it is a hash. */
    private static boolean isHead(int line, String text) {
        return switch (line) {
            case 0 -> text.equals(FIRST_LINE);
            case 1 -> text.startsWith(EXTRA) || text.startsWith(INDEX);
            case 2 -> text.startsWith(INDEX);
            default -> false;
        };
    }

    private static long index(String line) {
        return DecimalText.parse(line.substring(INDEX.length()))
                .orElseThrow(() -> new InvalidFormat(WHAT, "the index is not a decimal without leading zeroes"));
    }

    private static byte[] extra(String line) {
        return Optional.of(line)
                .filter(text -> text.startsWith(EXTRA))
                .flatMap(text -> Base64Text.decode(text.substring(EXTRA.length())))
                .orElseThrow(() -> new InvalidFormat(WHAT, "line 2 is not extra bytes in base64"));
    }

    /** The file's text. */
    public String format() {
        List<String> head = new ArrayList<>(List.of(FIRST_LINE));
        extra.ifPresent(bytes -> head.add(EXTRA + Base64Text.encode(bytes)));
        head.add(INDEX + inclusion.index());
        return new HashLines(head, inclusion.hashes(), note).format();
    }

    /** The file. */
    public byte[] bytes() {
        return format().getBytes(UTF_8);
    }

    /** The proof that the entry is in the checkpoint's tree. */
    public InclusionProof inclusion() {
        return inclusion;
    }

    /** The signed checkpoint. */
    public SignedNote note() {
        return note;
    }

    /** What the note says; to be believed when its signatures have been checked. */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The application's bytes, in an array of the caller's own. Nothing vouches for them. */
    public Optional<byte[]> extra() {
        return extra.map(byte[]::clone);
    }
}
