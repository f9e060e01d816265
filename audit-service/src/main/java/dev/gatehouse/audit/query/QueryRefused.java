package dev.gatehouse.audit.query;

/** A query is not one that is answered here. The message names the field and says what is wrong, and never quotes it. */
public final class QueryRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;

    /**
     * A refusal.
     *
     * @param field which part of the query: {@code cursor}, {@code limit}, {@code from}
     * @param reason what is wrong with it, for instance {@code must be 1 to 1000}
     */
    public QueryRefused(String field, String reason) {
        super(field + " " + reason);
        this.field = field;
        this.reason = reason;
    }

    /** Which part of the query. */
    public String field() {
        return field;
    }

    /** What is wrong with it. */
    public String reason() {
        return reason;
    }

    static void require(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw new QueryRefused(field, otherwise);
        }
    }
}
