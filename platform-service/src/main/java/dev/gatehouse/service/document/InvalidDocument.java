package dev.gatehouse.service.document;

/**
 * A document breaks a rule. The message says where and which; it repeats names that stand in the document's structure
 * at most, and none where the document could not be read at all.
 */
public final class InvalidDocument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The line of an error whose line is not known. */
    static final int NO_LINE = 0;

    private final int line;
    private final String place;
    private final String rule;

    /**
     * @param line counted from 1; 0 where it is not known
     * @param place the way from the document's root, as {@code a > b > [0]}; empty for the root
     * @param rule what must hold, or what is wrong
     */
    public InvalidDocument(int line, String place, String rule) {
        super(position(line, place) + rule);
        this.line = line;
        this.place = place;
        this.rule = rule;
    }

    /** Counted from 1; 0 where it is not known. */
    public int line() {
        return line;
    }

    public String place() {
        return place;
    }

    public String rule() {
        return rule;
    }

    private static String position(int line, String place) {
        String where = line == NO_LINE ? place : place.isEmpty() ? "line " + line : "line " + line + ", " + place;
        return where.isEmpty() ? "the document " : where + ": ";
    }
}
