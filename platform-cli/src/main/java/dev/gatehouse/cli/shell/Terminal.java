package dev.gatehouse.cli.shell;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminal of this process. */
public final class Terminal {
    private Terminal() {}

    /**
     * Whether a standard stream is a terminal. The JDK only says it of input and output together, so the kernel is asked;
     * where that is not Linux, the JDK is.
     *
     * @param descriptor 0 for input, 1 for output
     */
    public static boolean is(int descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console().isTerminal();
        }
    }

    /** Asks without echo. */
    public static Optional<String> hidden(String question) {
        Console console = System.console();
        if (!console.isTerminal()) {
            return Optional.empty();
        }
        char @Nullable [] typed = console.readPassword("%s", question);
        if (typed == null) {
            return Optional.empty();
        }
        String text = new String(typed);
        Arrays.fill(typed, ' ');
        return Optional.of(text);
    }
}
