package dev.gatehouse.scanner.source.archive;

import java.io.IOException;

/** An archive that is not what its first bytes say. The message says what is wrong, without content. */
public final class BrokenArchive extends IOException {
    public BrokenArchive(String message) {
        super(message);
    }
}
