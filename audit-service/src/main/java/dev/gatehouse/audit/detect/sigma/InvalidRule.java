package dev.gatehouse.audit.detect.sigma;

/**
 * A rule is not one that can be run here. The message says the line, the place and what is wrong with it; of the rule's
 * text it holds the names of keys, selections and modifiers only.
 */
public final class InvalidRule extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidRule(String message) {
        super(message);
    }
}
