package dev.gatehouse.cli.shell;

/**
 * The end of a command that can't go on. Its message is for people, on one line: what, where, and what to do. It never has a
 * secret.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    private Failure(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    /** What was asked for is not there. */
    public static Failure negative(String message) {
        return new Failure(ExitCode.NEGATIVE, message);
    }

    /** The command line, or a file that it names, is wrong. */
    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    /** A service refused, or is away. */
    public static Failure refused(String message) {
        return new Failure(ExitCode.REFUSED, message);
    }

    /** How the command ends. */
    public ExitCode code() {
        return code;
    }

    /** The message. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
