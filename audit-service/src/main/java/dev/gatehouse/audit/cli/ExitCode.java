package dev.gatehouse.audit.cli;

/** What the command's exit status says. */
enum ExitCode {
    SOUND(0, "all of it is as it was sealed"),
    BROKEN(1, "something is not as it was sealed, or is not signed by the key"),
    USAGE(2, "the command line is wrong"),
    UNREADABLE(3, "it can't be read, so nothing is known of it");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    int status() {
        return status;
    }

    String meaning() {
        return meaning;
    }
}
