package dev.gatehouse.config.adoption;

/** A report that says something that can't be. */
public final class InvalidReport extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    InvalidReport(String field, String problem) {
        super(problem);
        this.field = field;
    }

    /** Which part of the report is meant. */
    public String field() {
        return field;
    }
}
