package dev.gatehouse.client.microprofile;

import dev.gatehouse.client.config.GatehouseConfig;
import dev.gatehouse.client.config.ValueType;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an application as a source of MicroProfile Config: its keys are the properties' names, and a list's items are separated by
 * commas. Values are live: who asks {@code Config} again sees the newest one; what was injected at the start stays as it was.
 *
 * <p>Above the application's own files, and below environment variables and system properties.
 */
public final class GatehouseConfigSource implements ConfigSource, AutoCloseable {
    /** Above {@code application.properties} (250), below environment variables (300). */
    public static final int ORDINAL = 275;

    private final GatehouseConfig config;
    private final Runnable close;

    /** A source of a configuration that somebody else closes. */
    public GatehouseConfigSource(GatehouseConfig config) {
        this(config, () -> {});
    }

    GatehouseConfigSource(GatehouseConfig config, Runnable close) {
        this.config = config;
        this.close = close;
    }

    @Override
    public Set<String> getPropertyNames() {
        return config.keys();
    }

    /**
     * A key's value; null where there is none.
     *
     * @throws dev.gatehouse.client.config.ConfigTooOld what is at hand is too old
     */
    @Override
    public @Nullable String getValue(String name) {
        return config.find(name, ValueType.TEXT).orElse(null);
    }

    @Override
    public String getName() {
        return "gatehouse " + config.id();
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public void close() {
        close.run();
    }
}
