package dev.gatehouse.audit;

import dev.gatehouse.service.access.MintedToken;
import dev.gatehouse.service.access.TokenService;
import dev.gatehouse.service.failure.StoreException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jboss.logging.Logger;

/** What is done once, before the first request and after the last. */
public class Bootstrap {
    private static final Logger LOG = Logger.getLogger(Bootstrap.class);
    private static final String ADMIN = "admin";

    void start(@Observes StartupEvent event, Settings settings, TokenService tokens) {
        settings.access().bootstrapTokenFile().ifPresent(file -> firstToken(settings, tokens, file));
    }

    /** Writes an administrator's token to a file, if there is no token at all. */
    private static void firstToken(Settings settings, TokenService tokens, Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) || hasTokens(tokens)) {
            return;
        }
        MintedToken minted = tokens.mint(ADMIN, Set.of(ADMIN), settings.access().maxTokenTtl());
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap((minted.reveal() + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
            LOG.infof("an administrator's token was written to %s", file);
        } catch (IOException e) {
            tokens.revoke(minted.summary().id());
            throw new ReadinessFailure(
                    "gatehouse.access.bootstrap-token-file",
                    "the file " + file + " can't be created: " + e.getClass().getSimpleName());
        }
    }

    /** While the store is away nobody can tell, and it is better to start without a new token than not at all. */
    private static boolean hasTokens(TokenService tokens) {
        try {
            return !tokens.list().isEmpty();
        } catch (StoreException.Unavailable e) {
            LOG.warn("the store is unavailable: no administrator's token is written");
            return true;
        }
    }
}
