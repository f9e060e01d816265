package dev.gatehouse.scanner.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Content whose failures are told, so that they can be told apart from those of what reads it. */
final class WatchedInput extends FilterInputStream {
    private final Consumer<IOException> failures;

    WatchedInput(InputStream content, Consumer<IOException> failures) {
        super(content);
        this.failures = failures;
    }

    @Override
    public int read() throws IOException {
        return watched(super::read);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        return watched(() -> super.read(target, from, length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private interface Reading {
        int read() throws IOException;
    }

    private int watched(Reading reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException e) {
            failures.accept(e);
            throw e;
        }
    }
}
