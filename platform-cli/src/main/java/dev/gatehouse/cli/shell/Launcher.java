package dev.gatehouse.cli.shell;

import java.io.IOException;
import java.util.List;

/** Runs another program, whose output is this command's. */
@FunctionalInterface
public interface Launcher {
    /**
     * Runs it to its end.
     *
     * @return its exit status
     */
    int run(List<String> words) throws IOException, InterruptedException;
}
