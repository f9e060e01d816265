package dev.gatehouse.audit.lifecycle;

/** Another act takes long; asking again is right. */
public final class LifecycleBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LifecycleBusy() {
        super("another erasure, hold or sweep is under way");
    }
}
