package dev.gatehouse.client;

import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.EventIds;
import dev.gatehouse.client.audit.OutboxLimits;
import dev.gatehouse.client.audit.send.AuditSender;
import dev.gatehouse.client.audit.send.HttpEventReceiver;
import dev.gatehouse.client.audit.send.Pause;
import dev.gatehouse.client.audit.send.SenderSettings;
import dev.gatehouse.client.audit.send.TokenSource;
import dev.gatehouse.client.config.ConfigSettings;
import dev.gatehouse.client.config.GatehouseConfig;
import dev.gatehouse.client.config.SnapshotId;
import dev.gatehouse.client.disk.OwnFolder;
import dev.gatehouse.client.disk.SnapshotKey;
import dev.gatehouse.client.disk.TokenFile;
import dev.gatehouse.client.event.ClientEvents;
import dev.gatehouse.client.flag.FlagSettings;
import dev.gatehouse.client.flag.GatehouseFlags;
import dev.gatehouse.client.http.CallLimits;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.secret.GatehouseSecrets;
import dev.gatehouse.client.secret.Holder;
import dev.gatehouse.client.secret.SecretSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Describes an application's access to Gatehouse; for one thread. The address of config-service and a token are needed, all else has a default. */
public final class GatehouseBuilder {
    private final SnapshotId id;
    private final SecureRandom random = new SecureRandom();
    private Optional<URI> configService = Optional.empty();
    private Optional<URI> auditService = Optional.empty();
    private Optional<TokenSource> tokens = Optional.empty();
    private Optional<TokenSource> auditTokens = Optional.empty();
    private Optional<Path> dataFolder = Optional.empty();
    private Optional<SnapshotKey> key = Optional.empty();
    private Optional<String> project = Optional.empty();
    private Optional<String> holder = Optional.empty();
    private boolean plainHttp;
    private CallLimits limits = CallLimits.DEFAULT;
    private Duration startWithin = Duration.ofSeconds(10);
    private ConfigSettings config = ConfigSettings.DEFAULT;
    private SecretSettings secrets = SecretSettings.DEFAULT;
    private OutboxLimits outbox = OutboxLimits.DEFAULT;
    private BackPressure backPressure = new BackPressure.Refuse();
    private ClientEvents events = ClientEvents.logged();
    private InstantSource clock = InstantSource.system();

    GatehouseBuilder(String environment, String application) {
        this.id = new SnapshotId(environment, application);
    }

    /** The address of config-service: {@code https://config.example}, without a path. */
    public GatehouseBuilder configService(URI address) {
        configService = Optional.of(address);
        return this;
    }

    /** The address of audit-service; without it audit events are kept and not sent. */
    public GatehouseBuilder auditService(URI address) {
        auditService = Optional.of(address);
        return this;
    }

    /** The file with the bearer token; it is read again after a 401. */
    public GatehouseBuilder tokenFile(Path file) {
        return tokens(new TokenFile(file));
    }

    public GatehouseBuilder tokens(TokenSource source) {
        tokens = Optional.of(source);
        return this;
    }

    /** The token for audit-service, where it is another one. */
    public GatehouseBuilder auditTokens(TokenSource source) {
        auditTokens = Optional.of(source);
        return this;
    }

    /** Where the sealed snapshot, its key and the audit outbox are kept, 0700; without it nothing is kept. */
    public GatehouseBuilder dataFolder(Path folder) {
        dataFolder = Optional.of(folder);
        return this;
    }

    /** The key that the snapshot is sealed with, in place of {@code snapshot.key} in the data folder. */
    public GatehouseBuilder snapshotKey(SnapshotKey given) {
        key = Optional.of(given);
        return this;
    }

    /** The project, whose flags are those of the folder {@code /project/environment/features}. */
    public GatehouseBuilder project(String name) {
        project = Optional.of(name);
        return this;
    }

    /** This process's name in reports of adoption; by default the host's with random digits. */
    public GatehouseBuilder holder(String name) {
        holder = Optional.of(name);
        return this;
    }

    /** Allows {@code http} to another machine; then everybody on the way can read the token and the secrets. */
    public GatehouseBuilder allowPlainHttp() {
        plainHttp = true;
        return this;
    }

    public GatehouseBuilder limits(CallLimits bounds) {
        limits = bounds;
        return this;
    }

    /** How long {@link #open} waits for the first answer. */
    public GatehouseBuilder startWithin(Duration longest) {
        startWithin = longest;
        return this;
    }

    public GatehouseBuilder config(ConfigSettings settings) {
        config = settings;
        return this;
    }

    public GatehouseBuilder secrets(SecretSettings settings) {
        secrets = settings;
        return this;
    }

    public GatehouseBuilder audit(OutboxLimits bounds, BackPressure policy) {
        outbox = bounds;
        backPressure = policy;
        return this;
    }

    /** Who is told of states and failures, in place of the JDK's logger {@code dev.gatehouse.client}. */
    public GatehouseBuilder events(ClientEvents listener) {
        events = listener;
        return this;
    }

    GatehouseBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * Opens it; blocks until config-service has answered, or a snapshot on disk can be used in its place.
     *
     * @throws IllegalArgumentException something of the description is wrong, or would not be used; the message says what
     * @throws dev.gatehouse.client.config.ConfigUnavailable there is no configuration to start with
     * @throws dev.gatehouse.client.audit.AuditUnavailable the outbox can't be opened
     * @throws UncheckedIOException the data folder or the key can't be used
     */
    public Gatehouse open() {
        URI address = configService.orElseThrow(() -> new IllegalArgumentException("configService is missing"));
        TokenSource source = tokens.orElseThrow(() -> new IllegalArgumentException("tokenFile or tokens is missing"));
        refuseWhatNeedsFolder();
        Holder who = new Holder(holder.orElseGet(() -> Holder.nameOn(host(), random)), id);
        Optional<FlagSettings> flagged =
                project.map(name -> FlagSettings.of("/" + name + "/" + id.environment() + "/features"));
        ServiceCalls calls = new ServiceCalls(address, plainHttp, source, limits);
        try (Opening opening = new Opening()) {
            opening.closes(calls::close);
            Optional<GatehouseAudit> audit = dataFolder.map(folder -> audit(folder, source));
            audit.ifPresent(appended -> opening.closes(appended::close));
            GatehouseConfig values =
                    GatehouseConfig.open(id, calls, config, kept(), startWithin, events, clock, random);
            opening.closes(values::close);
            GatehouseSecrets held = new GatehouseSecrets(who, calls, secrets, events, clock, random);
            opening.closes(held::close);
            Optional<GatehouseFlags> flags =
                    flagged.map(settings -> new GatehouseFlags(calls, settings, events, clock, random));
            // A rotation of a secret that the configuration refers to is another snapshot.
            values.onSnapshot(held::refresh);
            held.start();
            flags.ifPresent(GatehouseFlags::start);
            opening.done();
            return new Gatehouse(calls, values, held, flags, audit);
        }
    }

    private void refuseWhatNeedsFolder() {
        if (dataFolder.isEmpty() && (key.isPresent() || auditService.isPresent())) {
            throw new IllegalArgumentException((key.isPresent() ? "snapshotKey" : "auditService")
                    + " needs dataFolder: nothing is kept without it");
        }
    }

    private Optional<GatehouseConfig.Kept> kept() {
        return dataFolder.map(path -> {
            try {
                OwnFolder folder = OwnFolder.at(path);
                return new GatehouseConfig.Kept(
                        folder, key.isPresent() ? key.get() : SnapshotKey.in(folder, SnapshotKey.FILE, random));
            } catch (IOException e) {
                throw new UncheckedIOException("the data folder can't be used: " + e.getMessage(), e);
            }
        });
    }

    private GatehouseAudit audit(Path folder, TokenSource source) {
        try {
            OwnFolder.at(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder can't be used: " + e.getMessage(), e);
        }
        AuditOutbox kept = AuditOutbox.open(Gatehouse.outbox(folder), outbox);
        Optional<GatehouseAudit.Sending> sending =
                auditService.map(address -> sending(kept, address, auditTokens.orElse(source)));
        return new GatehouseAudit(
                id.application(), kept, sending, backPressure, new EventIds(clock, random), clock, Pause.SLEEP);
    }

    private GatehouseAudit.Sending sending(AuditOutbox kept, URI address, TokenSource source) {
        HttpEventReceiver receiver = new HttpEventReceiver(address, plainHttp, false, source, limits.read(), clock);
        AuditSender sender = new AuditSender(
                kept, receiver, SenderSettings.DEFAULT, new AuditTelling(events), clock, random, Pause.SLEEP);
        sender.start();
        return new GatehouseAudit.Sending(sender, receiver);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "host";
        }
    }
}
