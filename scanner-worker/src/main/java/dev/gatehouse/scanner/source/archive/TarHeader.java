package dev.gatehouse.scanner.source.archive;

import java.nio.charset.StandardCharsets;

/**
 * A block of 512 bytes before each file of a tar. The format is POSIX.1's ustar with GNU's additions: GNU tar's manual, "Basic
 * Tar Format".
 *
 * @param name the path, in the first 100 bytes and ustar's prefix
 * @param size in bytes, of what follows
 * @param type one character: {@code 0} a file
 */
record TarHeader(String name, long size, char type) {
    static final int BYTES = 512;

    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final int SUM_AT = 148;
    private static final int SUM_BYTES = 8;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_BYTES = 155;

    /** The header of a block whose checksum is right. */
    static TarHeader of(byte[] block) throws BrokenArchive {
        String name = text(block, 0, NAME_BYTES);
        // GNU's own headers have other things where POSIX has the prefix.
        boolean posix = new String(block, MAGIC_AT, 6, StandardCharsets.US_ASCII).equals("ustar\0");
        String prefix = posix ? text(block, PREFIX_AT, PREFIX_BYTES) : "";
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, size(block), (char) block[TYPE_AT]);
    }

    /** Whether what follows is a file's content, as far as this header says. */
    boolean isFile() {
        return type == '0' || type == 0 || type == '7' || type == 'S';
    }

    /** Whether a block has a checksum, and the right one. */
    static boolean hasChecksum(byte[] block) {
        long claimed = octal(block, SUM_AT, SUM_BYTES);
        int sum = 0;
        for (int i = 0; i < BYTES; i++) {
            sum += i >= SUM_AT && i < SUM_AT + SUM_BYTES ? ' ' : block[i] & 0xff;
        }
        return claimed == sum && sum != SUM_BYTES * ' ';
    }

    private static long size(byte[] block) throws BrokenArchive {
        long size = block[SIZE_AT] < 0 ? binary(block) : octal(block, SIZE_AT, SIZE_BYTES);
        if (size < 0) {
            throw new BrokenArchive("the tar has an entry whose size is none");
        }
        return size;
    }

    /** GNU's form of sizes over 8 GB: big-endian, with the first bit set. */
    private static long binary(byte[] block) {
        long size = block[SIZE_AT] & 0x7f;
        for (int i = 1; i < SIZE_BYTES; i++) {
            if (size > Long.MAX_VALUE >> 8) {
                return -1;
            }
            size = (size << 8) | (block[SIZE_AT + i] & 0xff);
        }
        return size;
    }

    /** Octal digits between blanks and a zero; -1 if there are others or none. */
    private static long octal(byte[] block, int from, int length) {
        long value = 0;
        boolean digits = false;
        for (int i = from; i < from + length; i++) {
            int c = block[i];
            if (c >= '0' && c <= '7') {
                value = value * 8 + c - '0';
                digits = true;
            } else if (c != ' ' && c != 0) {
                return -1;
            } else if (digits) {
                return value;
            }
        }
        return digits ? value : -1;
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }
}
