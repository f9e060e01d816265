package dev.gatehouse.audit.storage.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Cuts a stream into its lines. What follows the last line feed is no line: a crash cut it off. */
final class LedgerLines {
    private final InputStream stream;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long end;

    LedgerLines(InputStream stream) {
        this.stream = stream;
    }

    /** The next line without its line feed; empty at the end. */
    Optional<byte[]> next() throws IOException {
        line.reset();
        for (int octet = stream.read(); octet >= 0; octet = stream.read()) {
            if (octet == '\n') {
                end += line.size() + 1L;
                return Optional.of(line.toByteArray());
            }
            line.write(octet);
        }
        return Optional.empty();
    }

    /** Bytes of the lines so far. */
    long end() {
        return end;
    }
}
