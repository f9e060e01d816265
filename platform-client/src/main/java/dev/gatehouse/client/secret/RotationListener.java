package dev.gatehouse.client.secret;

/** Is told that a secret has another version, on a thread that nothing else waits for. */
@FunctionalInterface
public interface RotationListener {
    /**
     * Takes the new version into use; it is at hand, and the one before still too.
     *
     * <p>When every listener has returned, the version counts as adopted, and the one before may be retired. Where one throws, it does
     * not, and all are told again after a while; so the same version may be told more than once.
     */
    void rotated(String name, String version);
}
