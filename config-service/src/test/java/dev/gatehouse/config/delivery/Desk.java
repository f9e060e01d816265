package dev.gatehouse.config.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.config.document.networknt.NetworkntSchemaValidator;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretGenerator;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.secret.SecretsTemplateParser;
import dev.gatehouse.config.snapshot.ChangeListener;
import dev.gatehouse.config.snapshot.ReferenceRule;
import dev.gatehouse.config.snapshot.World;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.RecordingSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything that hands out and changes, over stores in memory. */
public final class Desk implements ChangeListener {
    private static final String TEMPLATE = """
            {
              "version": 1,
              "secrets": {
                "openai": {
                  "description": "made up", "owner": "o", "dataClass": "safety", "rotationDays": 30,
                  "schema": {"type": "object", "required": ["key"], "additionalProperties": false,
                             "properties": {"key": {"type": "string", "minLength": 8}}},
                  "generated": {"key": {"random": {"bytes": 16, "encoding": "hex"}}}
                },
                "vendor": {
                  "description": "a person's", "owner": "o", "dataClass": "secret", "rotationDays": 90,
                  "schema": {"type": "object"},
                  "person": {"instructions": "fetch it", "placeholder": {"key": {"constant": "placeholder"}}}
                }
              }
            }
            """;

    public final World world = new World();
    final RecordingSink sink = new RecordingSink();
    final List<String> changes = new ArrayList<>();
    final AuditTrail trail;
    final Gatekeeper gate;
    final ReadLog reads;
    public final ConfigDelivery delivery;
    final GuardedParameters parameters;
    final GuardedSecrets secrets;
    final SecretsTemplate template;

    public Desk() {
        this(true);
    }

    Desk(boolean auditRequired) {
        AtomicInteger ids = new AtomicInteger();
        trail = new AuditTrail("config-service", sink, auditRequired, () -> "id-" + ids.incrementAndGet(), world.clock);
        gate = new Gatekeeper("demo", trail);
        reads = readLog();
        delivery = new ConfigDelivery(
                world.snapshots, world.resolver, gate, trail, reads, ParameterPath.of(world.contract.project()));
        parameters = new GuardedParameters(
                world.parameters,
                world.parameterCopies,
                world.contract,
                new ReferenceRule(world.contract, world.snapshots),
                gate,
                trail,
                reads,
                this);
        template = new SecretsTemplateParser(new NetworkntSchemaValidator()).parse(TEMPLATE.getBytes(UTF_8));
        secrets = new GuardedSecrets(world.secrets, world.secretCopies, template, "demo", gate, trail, this);
    }

    /** A failure that only this package can make. */
    public static RuntimeException placeholdersNotAllowed() {
        return new PlaceholdersNotAllowed();
    }

    TemplateApply templates(boolean placeholdersAllowed) {
        return new TemplateApply(
                template, world.secrets, new SecretGenerator(new SecureRandom()), this, "demo", placeholdersAllowed);
    }

    GuardedContract contract(boolean placeholdersAllowed) {
        return new GuardedContract(
                world.contract, world.parameters, templates(placeholdersAllowed), reads, gate, trail, this);
    }

    /** How often either store was used. */
    int storeCalls() {
        return world.parameters.calls() + world.secrets.calls();
    }

    @Override
    public void parameterChanged(ParameterPath path) {
        changes.add(path.value());
        world.copies.parameterChanged(path);
    }

    @Override
    public void secretChanged(SecretName name) {
        changes.add(name.value());
        world.copies.secretChanged(name);
    }

    private ReadLog readLog() {
        try {
            Path file = Files.createTempFile("reads", ".txt");
            file.toFile().deleteOnExit();
            Files.delete(file);
            return ReadLog.open(file, world.clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
