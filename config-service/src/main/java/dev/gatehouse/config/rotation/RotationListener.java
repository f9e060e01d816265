package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretName;
import java.time.Instant;

/** Is told how rotations go, for people who read logs. Calls are cheap and never throw. */
public interface RotationListener {
    /** The rotation came to another state. */
    void moved(SecretName secret, Rotation rotation);

    /** A step was tried in vain, and will be tried again. */
    void tried(SecretName secret, Rotation rotation, String problem);

    /** The secret should have been rotated by then; told once. */
    void overdue(SecretName secret, Instant due);

    /** Something else went wrong; it is tried again with the next pass. */
    void trouble(String what, RuntimeException failure);
}
