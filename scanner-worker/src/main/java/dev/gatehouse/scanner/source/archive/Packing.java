package dev.gatehouse.scanner.source.archive;

import java.util.Locale;

/** What an object's first bytes say it is. */
public enum Packing {
    /** No archive that anybody here knows. */
    NONE("plain"),
    /** A zip, jar and what else is built on them. */
    ZIP("zip"),
    /** A tar, of any of its kinds. */
    TAR("tar"),
    /** One compressed stream, which may be a tar. */
    GZIP("gzip"),
    /** A compressed file that is not opened. */
    BZIP2("bzip2"),
    /** A compressed file that is not opened. */
    XZ("xz"),
    /** A compressed file that is not opened. */
    ZSTD("zstd"),
    /** An archive that is not opened. */
    SEVEN_ZIP("7z"),
    /** An archive that is not opened. */
    RAR("rar");

    /** How many first bytes tell. */
    public static final int HEAD_BYTES = TarHeader.BYTES;

    private static final int[][] SIGNATURES = {
        {0x50, 0x4b, 3, 4},
        {0x50, 0x4b, 5, 6},
        {0x1f, 0x8b, 8},
        {'B', 'Z', 'h'},
        {0xfd, '7', 'z', 'X', 'Z', 0},
        {0x28, 0xb5, 0x2f, 0xfd},
        {'7', 'z', 0xbc, 0xaf, 0x27, 0x1c},
        {'R', 'a', 'r', '!', 0x1a, 7}
    };
    private static final Packing[] SIGNED = {ZIP, ZIP, GZIP, BZIP2, XZ, ZSTD, SEVEN_ZIP, RAR};
    /** "BZh" is text too; the block's magic number follows it. */
    private static final int[] BZIP2_BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};

    private final String word;

    Packing(String word) {
        this.word = word;
    }

    /** The format's name. */
    public String word() {
        return word;
    }

    /** Whether entries of it can be read. */
    public boolean isOpened() {
        return this == ZIP || this == TAR || this == GZIP;
    }

    /** What some first bytes say. */
    public static Packing of(byte[] head, int length) {
        for (int i = 0; i < SIGNATURES.length; i++) {
            if (startsWith(head, length, 0, SIGNATURES[i])) {
                boolean text = SIGNED[i] == BZIP2 && !startsWith(head, length, 4, BZIP2_BLOCK);
                return text ? NONE : SIGNED[i];
            }
        }
        return length >= TarHeader.BYTES && TarHeader.hasChecksum(head) ? TAR : NONE;
    }

    /** What a name promises, where its content is something else: empty files and text are none of these. */
    public static Packing promisedBy(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        boolean zip = name.endsWith(".zip") || name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".whl");
        boolean gzip = name.endsWith(".gz") || name.endsWith(".tgz");
        return zip ? ZIP : gzip ? GZIP : name.endsWith(".tar") ? TAR : NONE;
    }

    private static boolean startsWith(byte[] head, int length, int from, int[] signature) {
        if (length < from + signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((head[from + i] & 0xff) != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
