package dev.gatehouse.cli.shell;

import java.util.Optional;

/** Asks the person at the terminal for what must not be shown. */
@FunctionalInterface
public interface Prompt {
    /**
     * What was typed, without echo.
     *
     * @param question printed before
     * @return empty where there is no terminal, or the input ended
     */
    Optional<String> hidden(String question);
}
