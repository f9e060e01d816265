package dev.gatehouse.client.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What config-service delivered at one time. Immutable. */
final class ConfigSnapshot {
    private final String etag;
    private final byte[] body;
    private final Map<String, ConfigValue> values;
    private final Map<String, String> unresolved;

    /**
     * @param etag empty where the service gave none
     * @param body as delivered; from here on this object's
     * @param unresolved keys whose reference leads nowhere, each with a stable word for why
     */
    ConfigSnapshot(String etag, byte[] body, Map<String, ConfigValue> values, Map<String, String> unresolved) {
        this.etag = etag;
        this.body = body;
        this.values = new HashMap<>(values);
        this.unresolved = Map.copyOf(unresolved);
    }

    Optional<String> etag() {
        return Optional.of(etag).filter(tag -> !tag.isEmpty());
    }

    byte[] body() {
        return body;
    }

    @Nullable
    ConfigValue find(String key) {
        return values.get(key);
    }

    /** Not to be written to. */
    Map<String, ConfigValue> values() {
        return values;
    }

    Optional<String> unresolved(String key) {
        return Optional.ofNullable(unresolved.get(key));
    }

    @Override
    public String toString() {
        return "snapshot " + etag;
    }
}
