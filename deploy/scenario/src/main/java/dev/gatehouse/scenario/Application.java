package dev.gatehouse.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.event.ClientEvents;
import dev.gatehouse.client.secret.SecretLease;
import dev.gatehouse.client.secret.SecretSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** The product's application: it uses platform-client as any would, and does nothing about rotations itself. */
final class Application implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gatehouse gatehouse;
    private final String field;

    /**
     * Opens it, in the environment {@code dev}.
     *
     * @param field of the secret, which it leaks; a JSON pointer
     */
    Application(URI config, Path token, String name, String field) {
        this.field = field;
        this.gatehouse = Gatehouse.of("dev", name)
                .configService(config)
                .tokenFile(token)
                .events(ClientEvents.NONE)
                .secrets(new SecretSettings(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(1)))
                .open();
    }

    /** Reads a secret; which version that is. */
    String read(String secret) {
        try (SecretLease lease = gatehouse.secrets().get(secret)) {
            return lease.version();
        }
    }

    /** How many keys its configuration has. */
    int keys() {
        return gatehouse.config().keys().size();
    }

    boolean holds(String secret, String version) {
        return read(secret).equals(version);
    }

    /** Lets a secret's field slip out. */
    void leak(String secret, Leak leak) {
        try (SecretLease lease = gatehouse.secrets().get(secret)) {
            JsonNode value = JSON.readTree(lease.value().revealText());
            String text = value.at(field).asText();
            leak.drop(text);
            leak.commit(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        gatehouse.close();
    }
}
