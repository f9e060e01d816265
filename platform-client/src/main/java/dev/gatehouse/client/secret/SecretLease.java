package dev.gatehouse.client.secret;

/**
 * A version of a secret, in a copy of the caller's own: closing it overwrites that copy, and nothing else. A rotation does not change a
 * lease; who keeps one listens for rotations.
 *
 * @param name the whole name: {@code aurora/dev/openai-api-key}
 */
public record SecretLease(String name, String version, SecretText value) implements AutoCloseable {
    @Override
    public void close() {
        value.close();
    }
}
