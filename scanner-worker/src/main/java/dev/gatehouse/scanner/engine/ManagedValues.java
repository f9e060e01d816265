package dev.gatehouse.scanner.engine;

/** The platform's own secrets, by keyed fingerprints. */
public final class ManagedValues {
    /** No managed value. */
    public static final ManagedValues NONE = new ManagedValues();

    private ManagedValues() {}
}
