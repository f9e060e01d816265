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
            return console().isPresent();
        }
    }

    /** Asks without echo. */
    public static Optional<String> hidden(String question) {
        Optional<Console> console = console();
        if (console.isEmpty()) {
            return Optional.empty();
        }
        char @Nullable [] typed = console.get().readPassword("%s", question);
        if (typed == null) {
            return Optional.empty();
        }
        String text = new String(typed);
        Arrays.fill(typed, ' ');
        return Optional.of(text);
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
