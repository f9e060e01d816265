package dev.gatehouse.client.disk;

import dev.gatehouse.client.audit.send.TokenSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file that holds a bearer token, and that whoever rotates the token replaces. Links are followed: a mounted secret is one. */
public final class TokenFile implements TokenSource {
    private static final int MAX_BYTES = 16_384;

    private final Path path;

    public TokenFile(Path path) {
        this.path = path;
    }

    @Override
    public Optional<String> read() {
        try (InputStream in = Files.newInputStream(path)) {
            return Optional.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
