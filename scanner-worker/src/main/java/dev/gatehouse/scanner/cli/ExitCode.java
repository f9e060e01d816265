package dev.gatehouse.scanner.cli;

/** What a scan's exit status says. */
enum ExitCode {
    CLEAN(0, "all was looked at, and no secret was found"),
    FINDINGS(1, "there are secrets, whether or not all was looked at"),
    USAGE(2, "the command line, or a file that it names, is wrong; nothing was scanned"),
    INCOMPLETE(3, "no secret was found, and something was not looked at");

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
