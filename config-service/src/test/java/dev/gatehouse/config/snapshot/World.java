package dev.gatehouse.config.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.config.cache.CachePolicy;
import dev.gatehouse.config.cache.StaleCache;
import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.contract.ContractParser;
import dev.gatehouse.config.document.networknt.NetworkntSchemaValidator;
import dev.gatehouse.config.parameter.FakeParameterStore;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.secret.FakeSecretStore;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.service.access.Grants;
import dev.gatehouse.service.access.MutableClock;
import java.time.Duration;
import java.util.Optional;

/** A small project with everything behind its snapshots, in memory; background work is done at once. */
public final class World {
    public static final String CONTRACT = """
            version: 1
            project: demo
            environments: [dev, prod]
            groups:
              global: {description: g, owner: everybody}
              system: {description: s, owner: operators}
              features: {description: f, owner: product}
              agents: {description: a, owner: agents}
            applications:
              coder: {group: agents, description: c}
              writer: {group: agents, description: w}
            unknown: allow
            parameters:
              global:
                size: {type: integer, min: 1, max: 9, default: 3, description: d}
                rate: {type: decimal, default: 0.50, description: d}
                on: {type: boolean, default: true, description: d}
                hosts: {type: list, default: [a, b], description: d}
                password: {type: string, description: d, sensitive: true}
                api-key: {type: secret-reference, description: d}
                other-key: {type: secret-reference, description: d}
                third-key: {type: secret-reference, description: d}
              system:
                pool/size: {type: integer, max: 5, default: 2, description: d, required: true}
            """;

    public static final CachePolicy POLICY = new CachePolicy(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(24),
            Duration.ofSeconds(2),
            100,
            Duration.ofSeconds(5),
            100);
    public static final SnapshotId CODER = new SnapshotId("dev", "coder");
    public static final SnapshotId WRITER = new SnapshotId("dev", "writer");

    public final MutableClock clock = new MutableClock();
    public final FakeParameterStore parameters = new FakeParameterStore(clock);
    public final FakeSecretStore secrets = new FakeSecretStore(clock);
    public final Contract contract = contract(CONTRACT);
    public final Watches watches = new Watches(id -> contract.layers(id.environment(), id.application()), 3);
    public final StaleCache<ParameterPath, Subtree> subtreeCopies = new StaleCache<>(
            root -> Optional.of(new Subtree(root, parameters.listAll(root))),
            Subtree::keepIfSame,
            watches::parameterChanged,
            POLICY,
            Runnable::run,
            clock);
    public final StaleCache<ParameterPath, Parameter> parameterCopies = new StaleCache<>(
            path -> parameters.get(path, Selector.LATEST),
            (copy, now) -> now,
            path -> {},
            POLICY,
            Runnable::run,
            clock);
    public final StaleCache<SecretName, Secret> secretCopies = new StaleCache<>(
            name -> secrets.get(name, SecretSelector.CURRENT),
            (copy, now) -> copy.version().equals(now.version()) ? copy : now,
            watches::secretChanged,
            POLICY,
            Runnable::run,
            clock);
    public final Copies copies = new Copies(subtreeCopies, parameterCopies, secretCopies);
    public final Snapshots snapshots = new Snapshots(contract, subtreeCopies);
    public final Resolver resolver = new Resolver(secretCopies);

    public static Contract contract(String yaml) {
        return new ContractParser(new NetworkntSchemaValidator()).parse(yaml.getBytes(UTF_8));
    }

    public static ParameterPath path(String text) {
        return new ParameterPath(text);
    }

    /** Stores a parameter; {@code below} is its path below the environment dev. */
    public World with(String below, String text) {
        parameters.with("/demo/dev/" + below, text);
        return this;
    }

    public Snapshot snapshot() {
        return snapshots.get(CODER).orElseThrow().snapshot();
    }

    public View view(Grants grants) {
        return snapshots.view(snapshot(), grants);
    }

    public Resolved resolved(Grants grants) {
        return resolver.resolve(view(grants));
    }

    /** The body in a format, as text. */
    public String rendered(Format format, Grants grants) {
        return new String(resolved(grants).render(format).body(), UTF_8);
    }
}
