package dev.gatehouse.client;

import dev.gatehouse.client.config.GatehouseConfig;
import dev.gatehouse.client.flag.GatehouseFlags;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.secret.GatehouseSecrets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One application's access to Gatehouse.
 *
 * <pre>{@code
 * try (Gatehouse gatehouse = Gatehouse.of("dev", "researcher")
 *         .configService(URI.create("https://config.example"))
 *         .tokenFile(Path.of("/run/secrets/gatehouse-token"))
 *         .dataFolder(Path.of("/var/lib/researcher/gatehouse"))
 *         .open()) {
 *     Duration timeout = gatehouse.config().getDuration("http.request-timeout");
 *     try (SecretLease key = gatehouse.secrets().get("aurora/dev/openai-api-key")) { ... }
 * }
 * }</pre>
 *
 * For many threads; open one, and keep it. All its threads are virtual. What it does not offer it says by {@link
 * IllegalStateException}: flags without a project, audit without a data folder.
 */
public final class Gatehouse implements AutoCloseable {
    private final ServiceCalls calls;
    private final GatehouseConfig config;
    private final GatehouseSecrets secrets;
    private final Optional<GatehouseFlags> flags;
    private final Optional<GatehouseAudit> audit;

    Gatehouse(
            ServiceCalls calls,
            GatehouseConfig config,
            GatehouseSecrets secrets,
            Optional<GatehouseFlags> flags,
            Optional<GatehouseAudit> audit) {
        this.calls = calls;
        this.config = config;
        this.secrets = secrets;
        this.flags = flags;
        this.audit = audit;
    }

    /** Begins to describe the access of an application in an environment. */
    public static GatehouseBuilder of(String environment, String application) {
        return new GatehouseBuilder(environment, application);
    }

    public GatehouseConfig config() {
        return config;
    }

    public GatehouseSecrets secrets() {
        return secrets;
    }

    /** @throws IllegalStateException no project was named */
    public GatehouseFlags flags() {
        return flags.orElseThrow(() -> new IllegalStateException("flags need the builder's project"));
    }

    /** @throws IllegalStateException no data folder was named */
    public GatehouseAudit audit() {
        return audit.orElseThrow(() -> new IllegalStateException("audit needs the builder's dataFolder"));
    }

    /** Says goodbye, wipes secrets, keeps the time of the last confirmation, and ends all connections and threads. */
    @Override
    public void close() {
        secrets.close();
        flags.ifPresent(GatehouseFlags::close);
        config.close();
        audit.ifPresent(GatehouseAudit::close);
        calls.close();
    }

    /** The folder of the audit outbox below the data folder. */
    static Path outbox(Path dataFolder) {
        return dataFolder.resolve("audit-outbox");
    }
}
