package dev.gatehouse.config.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.document.networknt.NetworkntSchemaValidator;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.secret.SecretGenerator;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.secret.SecretsTemplateParser;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.config.snapshot.ChangeListener;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.RecordingSink;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A rotation from its request to its end over any pair of stores. The test of a pair extends this and hands them in. */
public abstract class RotationContract {
    private static final String TEMPLATE = """
            {"version": 1, "secrets": {
              "key": {"description": "d", "owner": "o", "dataClass": "secret", "rotationDays": 30,
                      "schema": {"type": "object"},
                      "generated": {"key": {"random": {"bytes": 16, "encoding": "hex"}}}},
              "vendor": {"description": "d", "owner": "o", "dataClass": "secret", "rotationDays": 90,
                         "schema": {"type": "object", "required": ["apiKey"]},
                         "person": {"instructions": "fetch it", "placeholder": {"apiKey": {"constant": "x"}}}}}}
            """;
    private static final RotationLimits LIMITS = new RotationLimits(
            Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ZERO, Duration.ofDays(7), Duration.ofDays(1));

    private final String project = "p" + UUID.randomUUID();
    private final SecretName key = new SecretName(project + "/dev/key");
    private final SecretName vendor = new SecretName(project + "/dev/vendor");
    private final VersionId first = new VersionId(UUID.randomUUID().toString());
    private final Clock clock = Clock.systemUTC();
    private final SecretsTemplate template =
            new SecretsTemplateParser(new NetworkntSchemaValidator()).parse(TEMPLATE.getBytes(UTF_8));

    /** The stores under test. */
    protected abstract ParameterStore parameters();

    protected abstract SecretStore secrets();

    @Test
    void replacesAGeneratedSecret() {
        create(key, "{\"key\":\"the-first\"}");
        rotations().start(key, new Rotations.Cause("a test", Trigger.REQUEST));

        engine("a").pass("dev");

        Rotation ended = log(key).last().getFirst();
        assertThat(ended.state()).isEqualTo(RotationState.DONE);
        assertThat(ended.steps()).extracting(StepRecord::step).containsExactly(Step.values());
        assertThat(staged(key)).isEqualTo(Map.of(ended.to(), Set.of(Stage.CURRENT)));
        assertThat(secrets().get(key, new SecretSelector.AtStage(Stage.PREVIOUS)))
                .isEmpty();
    }

    @Test
    void takesInAPersonsValueAndRollsBackAWrongOne() {
        create(vendor, "{\"apiKey\":\"the-first\"}");
        rotations().start(vendor, new Rotations.Cause("a test", Trigger.REQUEST));
        engine("a").pass("dev");
        assertThat(log(vendor).running().orElseThrow().state()).isEqualTo(RotationState.AWAITING_PERSON);

        supply("{\"wrong\":\"x\"}", false);
        engine("a").pass("dev");
        assertThat(log(vendor).last().getFirst().state()).isEqualTo(RotationState.ROLLED_BACK);
        assertThat(staged(vendor)).isEqualTo(Map.of(first, Set.of(Stage.CURRENT)));
        supply("{\"apiKey\":\"x\"}", true);
        engine("a").pass("dev");

        assertThat(log(vendor).last().getFirst().state()).isEqualTo(RotationState.DONE);
    }

    @Test
    void letsOneOfTwoNodesHaveAStep() {
        create(key, "{\"key\":\"the-first\"}");
        rotations().start(key, new Rotations.Cause("a test", Trigger.REQUEST));
        RotationLogs logs = new RotationLogs(parameters(), project);
        RotationLogs.Stored read = logs.load(key);
        Lease mine = new Lease("a", Instant.now().plus(Duration.ofMinutes(1)));
        Lease theirs = new Lease("b", Instant.now().plus(Duration.ofMinutes(1)));

        assertThat(logs.replace(read, read.log().leased(mine))).isPresent();
        assertThat(logs.replace(read, read.log().leased(theirs))).isEmpty();

        engine("b").pass("dev");
        assertThat(log(key).running().orElseThrow().state()).isEqualTo(RotationState.CREATE);
    }

    private void supply(String json, boolean start) {
        Supplies supplies = new Supplies(rotations(), secrets(), new Unwatched());
        try (SecretValue value = SecretValue.of(json)) {
            Rotations.Answer answer = start ? supplies.startAndSupply(vendor, value) : supplies.supply(vendor, value);
            assertThat(answer).isInstanceOf(Rotations.Accepted.class);
        }
    }

    private void create(SecretName name, String json) {
        try (SecretValue value = SecretValue.of(json)) {
            secrets().create(name, DataClass.SECRET, "d", first, value);
        }
    }

    private RotationLog log(SecretName name) {
        return new RotationLogs(parameters(), project).load(name).log();
    }

    private Map<VersionId, Set<Stage>> staged(SecretName name) {
        return secrets().describe(name).orElseThrow().versions().entrySet().stream()
                .filter(version -> !version.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Rotations rotations() {
        RotationLogs logs = new RotationLogs(parameters(), project);
        return new Rotations(template, project, secrets(), logs, name -> {}, new SecureRandom(), clock);
    }

    private RotationEngine engine(String node) {
        RotationEngine.Tools tools = new RotationEngine.Tools(
                template,
                project,
                new RotationLogs(parameters(), project),
                secrets(),
                new Unwatched(),
                new Rotators(secrets(), new SecretGenerator(new SecureRandom()), new FakeDatabase(), false),
                (name, version) -> true);
        AuditTrail trail = new AuditTrail("config-service", new RecordingSink(), true, () -> "id", clock);
        return new RotationEngine(tools, LIMITS, trail, new Silent(), clock, node);
    }

    private record Unwatched() implements ChangeListener {
        @Override
        public void parameterChanged(ParameterPath path) {}

        @Override
        public void secretChanged(SecretName name) {}
    }

    private record Silent() implements RotationListener {
        @Override
        public void moved(SecretName secret, Rotation rotation) {}

        @Override
        public void tried(SecretName secret, Rotation rotation, String problem) {}

        @Override
        public void overdue(SecretName secret, Instant due) {}

        @Override
        public void trouble(String what, RuntimeException failure) {
            throw new AssertionError(what, failure);
        }
    }
}
