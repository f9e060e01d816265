package dev.gatehouse.scanner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a standard stream is a terminal. The JDK only says it of input and output together, so the
 * kernel is asked; where that is not Linux, none is. */
final class Terminal {
    static final int OUT = 1;
    static final int ERR = 2;

    private Terminal() {}

    static boolean is(int descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
