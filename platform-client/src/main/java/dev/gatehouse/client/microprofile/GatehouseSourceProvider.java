package dev.gatehouse.client.microprofile;

import dev.gatehouse.client.config.ConfigSettings;
import dev.gatehouse.client.config.GatehouseConfig;
import dev.gatehouse.client.disk.OwnFolder;
import dev.gatehouse.client.disk.SnapshotKey;
import dev.gatehouse.client.disk.TokenFile;
import dev.gatehouse.client.event.ClientEvents;
import dev.gatehouse.client.http.CallLimits;
import dev.gatehouse.client.http.ServiceCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;
import org.jspecify.annotations.Nullable;

/**
 * Found by MicroProfile Config through {@code META-INF/services}: gives one source where {@code gatehouse.config.url} is set, and none where it is
 * not. The process has one, however often a configuration is built; it ends with the process.
 */
public final class GatehouseSourceProvider implements ConfigSourceProvider {
    private static final Duration START_WITHIN = Duration.ofSeconds(10);
    private static @Nullable GatehouseConfigSource opened;
    private static @Nullable SourceSettings openedWith;

    /** For the service loader. */
    public GatehouseSourceProvider() {}

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader forClassLoader) {
        return SourceSettings.ofProcess()
                .<Iterable<ConfigSource>>map(settings -> List.of(one(settings)))
                .orElse(List.of());
    }

    private static synchronized GatehouseConfigSource one(SourceSettings settings) {
        GatehouseConfigSource known = opened;
        if (known != null && settings.equals(openedWith)) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        GatehouseConfigSource made = open(settings);
        opened = made;
        openedWith = settings;
        return made;
    }

    static GatehouseConfigSource open(SourceSettings settings) {
        SecureRandom random = new SecureRandom();
        ServiceCalls calls =
                new ServiceCalls(settings.url(), false, new TokenFile(settings.tokenFile()), CallLimits.DEFAULT);
        try {
            GatehouseConfig config = GatehouseConfig.open(
                    settings.id(),
                    calls,
                    ConfigSettings.DEFAULT,
                    settings.dataFolder().map(folder -> kept(folder, random)),
                    START_WITHIN,
                    ClientEvents.logged(),
                    InstantSource.system(),
                    random);
            return new GatehouseConfigSource(config, () -> {
                config.close();
                calls.close();
            });
        } catch (RuntimeException e) {
            calls.close();
            throw e;
        }
    }

    private static GatehouseConfig.Kept kept(Path path, SecureRandom random) {
        try {
            OwnFolder folder = OwnFolder.at(path);
            return new GatehouseConfig.Kept(folder, SnapshotKey.in(folder, SnapshotKey.FILE, random));
        } catch (IOException e) {
            throw new UncheckedIOException(SourceSettings.DATA_FOLDER + " can't be used: " + e.getMessage(), e);
        }
    }
}
