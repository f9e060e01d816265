package dev.gatehouse.scanner.cli;

/** The command line, or a file that it names, is wrong. The message says what, and is shown with escapes. */
final class WrongUsage extends RuntimeException {
    WrongUsage(String message) {
        super(message);
    }
}
