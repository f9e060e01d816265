package dev.gatehouse.scanner.source.local;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.source.Content;
import dev.gatehouse.scanner.source.ObjectReceiver;
import dev.gatehouse.scanner.source.ObjectSource;
import dev.gatehouse.scanner.source.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.Arrays;

/** Standard input, as one object. Its beginning is kept, so that a broken archive can be read again as what it is. */
public final class StandardInput implements ObjectSource, SourceObject {
    /** The name of its only object. */
    public static final ObjectName NAME = ObjectName.of("stdin", "-");

    private static final int KEPT_BYTES = 8 << 20;

    private final InputStream in;
    private final int most;
    private byte[] kept = new byte[0];
    private int length;
    private boolean full;

    public StandardInput(InputStream in) {
        this(in, KEPT_BYTES);
    }

    StandardInput(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    @Override
    public void give(ObjectReceiver receiver) throws InterruptedException {
        receiver.object(this);
    }

    @Override
    public Work measure() {
        return Work.UNKNOWN;
    }

    @Override
    public ObjectName name() {
        return NAME;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public Content open() throws IOException {
        if (full) {
            throw new FileSystemException("-", null, "of standard input only the first " + most + " bytes are kept");
        }
        return Content.of(new Replay());
    }

    private void keep(byte[] bytes, int from, int count) {
        full = full || length + count > most;
        if (full) {
            kept = new byte[0];
            return;
        }
        if (length + count > kept.length) {
            kept = Arrays.copyOf(kept, (int) Math.min(most, Math.max(1 << 13, 2L * (length + count))));
        }
        System.arraycopy(bytes, from, kept, length, count);
        length += count;
    }

    /** What is kept, and then what comes. An older one must not be read any more. */
    private final class Replay extends InputStream {
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            if (!full && at < length) {
                int read = Math.min(count, length - at);
                System.arraycopy(kept, at, into, from, read);
                at += read;
                return read;
            }
            int read = in.read(into, from, count);
            if (read > 0 && !full) {
                keep(into, from, read);
                at = length;
            }
            return read;
        }

        @Override
        public int available() throws IOException {
            return (full ? 0 : length - at) + in.available();
        }
    }
}
