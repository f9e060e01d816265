package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.finding.ObjectName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * An open object, or an open entry of an archive.
 *
 * @param name what it is called
 * @param content its bytes
 * @param again how it is read a second time, where it can be
 */
record Piece(ObjectName name, Content content, Optional<Opener> again) {
    /** A way to open something at its beginning. */
    @FunctionalInterface
    interface Opener {
        Content open() throws IOException;
    }

    /** This piece, of which only the first bytes were looked at: read again, it goes on from there. */
    Piece unread(InputStream stream) {
        return new Piece(name, content, Optional.of(() -> content.with(stream)));
    }
}
