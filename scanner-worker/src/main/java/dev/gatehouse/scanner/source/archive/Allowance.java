package dev.gatehouse.scanner.source.archive;

import java.io.IOException;
import java.io.InputStream;

/** How many bytes and entries may still be unpacked of one object. Counts what is really read, whatever headers say. */
public final class Allowance {
    private long bytes;
    private long entries;
    private boolean overrun;

    public Allowance(long bytes, long entries) {
        this.bytes = bytes;
        this.entries = entries;
    }

    /** Whether something was held back. */
    public boolean isOverrun() {
        return overrun;
    }

    /** Counts an entry; false if there is none left. */
    boolean takeEntry() {
        if (entries == 0) {
            overrun = true;
            return false;
        }
        entries--;
        return true;
    }

    /** The stream, which ends when the allowance does. Closing it leaves the stream open. */
    public InputStream of(InputStream unpacked) {
        return new Counted(unpacked);
    }

    private final class Counted extends InputStream {
        private final InputStream in;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (bytes == 0) {
                overrun = overrun || in.read() >= 0;
                return -1;
            }
            int read = in.read(into, from, (int) Math.min(length, bytes));
            bytes -= Math.max(0, read);
            return read;
        }

        /** Asked by a reader of gzip whether a further member follows. */
        @Override
        public int available() throws IOException {
            return in.available();
        }
    }
}
