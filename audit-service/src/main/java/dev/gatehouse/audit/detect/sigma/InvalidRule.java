package dev.gatehouse.audit.detect.sigma;

/**
 * A rule is not one that can be run here. The message says the line, the place and what is wrong with it; of the rule's
 * text it holds the names of keys, selections and modifiers only.
 */
public final class InvalidRule extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String place;
    private final String problem;

    /** Something that is wrong with the whole of it. */
    public InvalidRule(String problem) {
        super(problem);
        this.line = 1;
        this.place = "";
        this.problem = problem;
    }

    /**
     * Something that is wrong at a place.
     *
     * @param line the place's line, from 1
     * @param place the keys on the way to it; empty for the whole
     */
    InvalidRule(int line, String place, String problem) {
        super("line " + line + (place.isEmpty() ? "" : ", " + place) + ": " + problem);
        this.line = line;
        this.place = place;
        this.problem = problem;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The keys on the way to the place, such as {@code detection > selection}; empty for the whole. */
    public String place() {
        return place;
    }

    /** What is wrong there. */
    public String problem() {
        return problem;
    }
}
