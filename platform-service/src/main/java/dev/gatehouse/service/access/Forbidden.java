package dev.gatehouse.service.access;

/**
 * The caller may not do this. Thrown before anything is looked up, so that it is the same whether the object exists or
 * not; it names neither the object nor the rule.
 */
public final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Forbidden() {
        super("the caller's policies do not allow this");
    }
}
