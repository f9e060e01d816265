package dev.gatehouse.service.local;

import dev.gatehouse.service.access.MintedToken;
import dev.gatehouse.service.access.TokenService;
import dev.gatehouse.service.failure.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;

/**
 * Writes an administrator's token to a file, once, while there is no token or all are revoked: without it nobody could mint
 * one.
 */
public final class FirstToken {
    private static final String ADMIN = "admin";

    /** What was done. */
    public enum Outcome {
        /** The token is in the file, which only its owner can read. */
        WRITTEN,
        /** There was a token that is not revoked, or such a file. */
        NOT_NEEDED,
        /** Whether there is a token is not known: the store does not answer. It is better to start without one. */
        UNKNOWN
    }

    private final TokenService tokens;
    private final Duration ttl;

    /** @param ttl how long the token lives */
    public FirstToken(TokenService tokens, Duration ttl) {
        this.tokens = tokens;
        this.ttl = ttl;
    }

    /** @throws StorageRefused the file can't be written; no token is left behind */
    public Outcome writeTo(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Outcome.NOT_NEEDED;
        }
        try {
            if (tokens.list().stream().anyMatch(token -> token.revokedAt().isEmpty())) {
                return Outcome.NOT_NEEDED;
            }
        } catch (StoreException.Unavailable e) {
            return Outcome.UNKNOWN;
        }
        MintedToken minted = tokens.mint(ADMIN, Set.of(ADMIN), ttl);
        try {
            write(minted, file);
            return Outcome.WRITTEN;
        } catch (IOException e) {
            tokens.revoke(minted.summary().id());
            throw new StorageRefused(
                    "the file " + file + " can't be created: " + e.getClass().getSimpleName(), e);
        }
    }

    private static void write(MintedToken minted, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap((minted.reveal() + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }
}
