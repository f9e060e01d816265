package dev.gatehouse.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is known of who uses secrets. */
@ConfigMapping(prefix = "gatehouse.adoption")
interface AdoptionSettings {
    /** Secrets of one report, 1 to 100. */
    @WithDefault("100")
    int maxHoldings();

    /** How soon a holder has to report again. */
    @WithDefault("5m")
    Duration reportWithin();

    /** When a holder that is not heard of no longer counts; more than {@code report-within}. */
    @WithDefault("15m")
    Duration staleAfter();

    /** When it is forgotten; more than {@code stale-after}. */
    @WithDefault("24h")
    Duration forgetAfter();

    /** How often those are looked for that are to be forgotten. */
    @WithDefault("1h")
    Duration forgetEvery();

    /**
     * The file with a bearer token of audit-service that may read the source {@code config-service}; where absent, nobody is told
     * who read a secret. audit-service is the one of {@code gatehouse.audit.url}.
     */
    Optional<Path> readersTokenFile();

    /** Events that are looked at for one answer about readers; at least 1. */
    @WithDefault("50000")
    int maxReaderEvents();

    /** How long a page of them may take. */
    @WithDefault("10s")
    Duration readersTimeout();
}
