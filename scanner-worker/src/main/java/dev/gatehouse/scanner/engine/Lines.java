package dev.gatehouse.scanner.engine;

/** Lines and columns of an object's bytes, counted no earlier than they are asked for. */
final class Lines {
    private static final int BLOCK = 4096;

    private byte[] bytes = new byte[0];
    private boolean everyByteCounts;
    private long firstLine;
    private long firstColumn;
    private long[] blockLines = new long[16];
    private long[] blockColumns = new long[16];
    private int blocks;
    private long line;
    private long column;

    /** Begins an object. */
    void begin(boolean everyByteCounts) {
        this.everyByteCounts = everyByteCounts;
        firstLine = 1;
        firstColumn = 1;
        blocks = 0;
    }

    /** What the places below are in. */
    void set(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes before there go away. */
    void drop(int before) {
        find(before);
        firstLine = line;
        firstColumn = column;
        blocks = 0;
    }

    /** Finds the line and column of a place. */
    void find(int at) {
        int block = at / BLOCK;
        if (blocks == 0) {
            store(0, firstLine, firstColumn);
        }
        while (blocks <= block) {
            count((blocks - 1) * BLOCK, blocks * BLOCK, blocks - 1);
            store(blocks, line, column);
        }
        count(block * BLOCK, at, block);
    }

    private void store(int block, long line, long column) {
        if (block >= blockLines.length) {
            blockLines = java.util.Arrays.copyOf(blockLines, block * 2);
            blockColumns = java.util.Arrays.copyOf(blockColumns, block * 2);
        }
        blockLines[block] = line;
        blockColumns[block] = column;
        blocks = block + 1;
    }

    private void count(int from, int to, int block) {
        line = blockLines[block];
        column = blockColumns[block];
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                line++;
                column = 1;
            } else if (everyByteCounts || (bytes[i] & 0xc0) != 0x80) {
                column++;
            }
        }
    }

    long line() {
        return line;
    }

    long column() {
        return column;
    }
}
