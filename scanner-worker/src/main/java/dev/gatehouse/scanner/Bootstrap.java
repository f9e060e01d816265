package dev.gatehouse.scanner;

import dev.gatehouse.service.access.TokenService;
import dev.gatehouse.service.local.FirstToken;
import dev.gatehouse.service.local.StorageRefused;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** What is done once, before the first request and after the last. */
public class Bootstrap {
    private static final Logger LOG = Logger.getLogger(Bootstrap.class);

    void start(@Observes StartupEvent event, Settings settings, TokenService tokens) {
        settings.access().bootstrapTokenFile().ifPresent(file -> firstToken(settings, tokens, file));
    }

    private static void firstToken(Settings settings, TokenService tokens, Path file) {
        try {
            switch (new FirstToken(tokens, settings.access().maxTokenTtl()).writeTo(file)) {
                case WRITTEN -> LOG.infof("an administrator's token was written to %s", file);
                case UNKNOWN -> LOG.warn("the store is unavailable: no administrator's token is written");
                case NOT_NEEDED -> {}
            }
        } catch (StorageRefused e) {
            throw new ReadinessFailure("gatehouse.access.bootstrap-token-file", String.valueOf(e.getMessage()));
        }
    }
}
