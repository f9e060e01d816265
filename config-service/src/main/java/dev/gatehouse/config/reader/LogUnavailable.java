package dev.gatehouse.config.reader;

/** The audit log can't be asked. */
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param reason what is wrong, for whoever asked; without anything of the answer */
    public LogUnavailable(String reason) {
        super(reason);
    }
}
