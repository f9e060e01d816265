package dev.gatehouse.scanner.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The files of an archive, one after the other. */
public interface Entries {
    /**
     * The next file; folders, links and devices are passed over. Empty at the end, and when the allowance is used up.
     *
     * @throws IOException the archive ends too early, is not one, or its bytes can't be read or unpacked
     */
    Optional<Entry> next() throws IOException;

    /**
     * The files of an archive. A gzipped tar's are the tar's.
     *
     * @param name the archive's path, after which gzipped content is called
     * @throws IOException it is not one
     */
    static Entries of(Packing packing, InputStream archive, String name, Allowance allowance) throws IOException {
        return switch (packing) {
            case ZIP -> new ZipEntries(archive, allowance);
            case TAR -> new TarEntries(archive, allowance);
            case GZIP -> gunzipped(archive, name, allowance);
            case NONE, BZIP2, XZ, ZSTD, SEVEN_ZIP, RAR ->
                throw new IllegalArgumentException(packing.word() + " has no entries");
        };
    }

    private static Entries gunzipped(InputStream archive, String name, Allowance allowance) throws IOException {
        HeadStream content = new HeadStream(allowance.of(new GZIPInputStream(archive, 16 << 10)));
        return content.packing() == Packing.TAR
                ? new TarEntries(content, allowance)
                : new GzipEntry(content, allowance, contentName(name));
    }

    /** The archive's file name without its ending. */
    private static String contentName(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1);
        return name.length() > 3 && name.regionMatches(true, name.length() - 3, ".gz", 0, 3)
                ? name.substring(0, name.length() - 3)
                : "content";
    }
}
