package dev.gatehouse.audit.query;

/** The table can't answer or take rows now. What it holds comes from the log, so nothing is lost by it. */
public class TableUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TableUnavailable(String message) {
        super(message);
    }

    public TableUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
