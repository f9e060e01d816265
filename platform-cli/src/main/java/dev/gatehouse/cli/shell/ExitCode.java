package dev.gatehouse.cli.shell;

/** What the exit status says. */
public enum ExitCode {
    OK(0, "done, and the answer is a good one"),
    NEGATIVE(
            1,
            "the answer is negative: not found, a difference, a finding, a failed verification, something is left to do"),
    USAGE(2, "the command line, or a file that it names, is wrong; nothing was done"),
    REFUSED(3, "a service refused, or is away");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /** The number. */
    public int status() {
        return status;
    }

    /** In words, for the help. */
    public String meaning() {
        return meaning;
    }

    /** {@code OK} where something holds, and else {@code NEGATIVE}. */
    public static ExitCode of(boolean good) {
        return good ? OK : NEGATIVE;
    }
}
