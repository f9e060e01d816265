package dev.gatehouse.config.snapshot;

/** Two keys of a snapshot have the same name in a format that knows fewer characters. */
public final class KeyCollision extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyCollision(String name, String one, String other) {
        super("keys " + one + " and " + other + " are both " + name + " in this format");
    }
}
