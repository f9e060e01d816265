package dev.gatehouse.client.microprofile;

import dev.gatehouse.client.config.SnapshotId;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the source is opened with, from system properties or, where there is none, environment variables: {@code gatehouse.config.url} is {@code
 * GATEHOUSE_CONFIG_URL}. They can't come from the application's own files, which are read by the configuration that this is a source of.
 *
 * @param dataFolder where a snapshot is kept for a start without the service; optional
 */
record SourceSettings(URI url, SnapshotId id, Path tokenFile, Optional<Path> dataFolder) {
    static final String URL = "gatehouse.config.url";
    static final String APPLICATION = "gatehouse.config.application";
    static final String TOKEN_FILE = "gatehouse.config.token-file";
    static final String DATA_FOLDER = "gatehouse.config.data-folder";

    /** Those of this process; empty where no address is set. */
    static Optional<SourceSettings> ofProcess() {
        return read(SourceSettings::propertyOrVariable);
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException one is missing or wrong; the message names it
     */
    static Optional<SourceSettings> read(Function<String, @Nullable String> look) {
        String url = look.apply(URL);
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new SourceSettings(
                address(url),
                application(required(look, APPLICATION)),
                Path.of(required(look, TOKEN_FILE)),
                Optional.ofNullable(look.apply(DATA_FOLDER)).map(Path::of)));
    }

    private static URI address(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(URL + " is no address", e);
        }
    }

    private static SnapshotId application(String text) {
        try {
            return SnapshotId.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(APPLICATION + " " + e.getMessage(), e);
        }
    }

    private static String required(Function<String, @Nullable String> look, String name) {
        String value = look.apply(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is missing, while " + URL + " is set");
        }
        return value;
    }

    private static @Nullable String propertyOrVariable(String key) {
        String property = System.getProperty(key);
        return property != null
                ? property
                : System.getenv(key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
    }
}
