package dev.gatehouse.audit.lifecycle;

/** A request can't be understood. The message names the field and says what is wrong, and never repeats what it holds. */
public final class ActRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ActRefused(String field, String problem) {
        super("field '" + field + "' " + problem);
    }

    static void require(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw new ActRefused(field, otherwise);
        }
    }
}
