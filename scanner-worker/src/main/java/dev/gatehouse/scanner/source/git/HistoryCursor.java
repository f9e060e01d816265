package dev.gatehouse.scanner.source.git;

import dev.gatehouse.scanner.work.ListingFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * How far a history is listed. The order of a walk holds as long as the refs do. Where they have moved, listing begins anew, with
 * larger parts, so that it ends in a repository too that is pushed to all the time.
 *
 * @param skip how many objects were listed
 * @param refs a hash of the refs that they were listed by
 * @param round how often listing began
 */
record HistoryCursor(long skip, String refs, int round) {
    private static final int MOST_ROUNDS = 12;
    private static final int HASH_BYTES = 12;

    /**
     * Where the next part begins.
     *
     * @param refs the hash of the refs as they are
     * @throws ListingFailed the text is none of {@link #text}
     */
    static HistoryCursor of(Optional<String> text, String refs) throws ListingFailed {
        if (text.isEmpty()) {
            return new HistoryCursor(0, refs, 0);
        }
        HistoryCursor last = parse(text.get());
        return last.refs.equals(refs) ? last : new HistoryCursor(0, refs, Math.min(MOST_ROUNDS, last.round + 1));
    }

    private static HistoryCursor parse(String text) throws ListingFailed {
        String[] parts = text.split(":", -1);
        try {
            return new HistoryCursor(Long.parseLong(parts[0]), parts[1], Integer.parseInt(parts[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw ListingFailed.denied("the cursor is none of this source's");
        }
    }

    /** A hash of what refs there are and what they name. */
    static String refs(Repository repository) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Ref ref : repository.getRefDatabase().getRefs()) {
                String line = ref.getName() + " " + ref.getObjectId() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** How many objects the part has. */
    long size(int page) {
        return (long) page << round;
    }

    /** The cursor behind the part. */
    HistoryCursor after(int page) {
        return new HistoryCursor(skip + size(page), refs, round);
    }

    String text() {
        return skip + ":" + refs + ":" + round;
    }
}
