package dev.gatehouse.config.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.config.document.networknt.NetworkntSchemaValidator;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.FakeParameterStore;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.secret.FakeSecretStore;
import dev.gatehouse.config.secret.MaintenanceWindows;
import dev.gatehouse.config.secret.MemorySecretStore;
import dev.gatehouse.config.secret.SecretFields;
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
import dev.gatehouse.service.access.MutableClock;
import dev.gatehouse.service.access.RecordingSink;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that rotates, over stores in memory. Each {@link Node} is a process over the same stores. */
final class Rotating implements ChangeListener, RotationListener {
    static final SecretName KEY = new SecretName("demo/dev/key");
    static final SecretName VENDOR = new SecretName("demo/dev/vendor");
    static final SecretName DATABASE = new SecretName("demo/dev/db");
    static final VersionId FIRST = FakeSecretStore.version("demo", 1);
    static final String CANARY = "canary-7f3a";

    private static final String TEMPLATE = """
            {
              "version": 1,
              "secrets": {
                "key": {
                  "description": "d", "owner": "o", "dataClass": "secret", "rotationDays": 30,
                  "schema": {"type": "object", "required": ["key"], "additionalProperties": false,
                             "properties": {"key": {"type": "string", "minLength": 8}, "host": {"type": "string"}}},
                  "generated": {"key": {"random": {"bytes": 16, "encoding": "hex"}}, "host": {"constant": "localhost"}},
                  "rotation": {"adoptionDeadline": "10m", "onDeadline": "retire"}
                },
                "vendor": {
                  "description": "d", "owner": "o", "dataClass": "secret", "rotationDays": 90,
                  "schema": {"type": "object", "required": ["apiKey"], "additionalProperties": false,
                             "properties": {"apiKey": {"type": "string", "minLength": 8}}},
                  "person": {"instructions": "fetch it",
                             "placeholder": {"apiKey": {"random": {"bytes": 16, "encoding": "hex"}}}}
                },
                "db": {
                  "description": "d", "owner": "o", "dataClass": "secret", "rotationDays": 30,
                  "schema": {"type": "object"},
                  "generated": {"host": {"constant": "h"}, "port": {"constant": 5432}, "dbname": {"constant": "d"},
                                "username": {"constant": "one"}, "password": {"password": {"length": 32}}},
                  "rotation": {"adoptionDeadline": "10m", "onDeadline": "hold",
                               "database": {"usernameField": "username", "passwordField": "password",
                                            "users": ["one", "two"], "adminSecret": "db-admin"}}
                }
              }
            }
            """;

    static final RotationLimits LIMITS = new RotationLimits(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofDays(7),
            Duration.ofDays(1));

    final MutableClock clock = new MutableClock();
    final MemorySecretStore secrets = new MemorySecretStore(clock);
    final FakeParameterStore parameters = new FakeParameterStore(clock);
    final FakeDatabase database;
    private final DatabaseAccounts accounts;
    final RecordingSink sink = new RecordingSink();
    final AuditTrail trail = new AuditTrail("config-service", sink, true, () -> "id", clock);
    final SecretsTemplate template =
            new SecretsTemplateParser(new NetworkntSchemaValidator()).parse(TEMPLATE.getBytes(UTF_8));
    final List<String> changes = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final List<SecretName> woken = new ArrayList<>();
    boolean adopted = true;

    /** A process over the stores; what it writes goes through a point at which it may die. */
    final class Node {
        final RotationEngine engine;
        final Rotations rotations;
        final Supplies supplies;
        final FunctionSteps function;
        final RotationScheduler scheduler;
        final RotationOverviews overviews;

        Node(String name, CrashPoint point, boolean local, RotationSchedule schedule) {
            SecretStore store = point.over(SecretStore.class, secrets);
            RotationLogs logs = new RotationLogs(point.over(ParameterStore.class, parameters), "demo");
            DatabaseAccounts users = point.over(DatabaseAccounts.class, accounts);
            RotationEngine.Tools tools = new RotationEngine.Tools(
                    template,
                    "demo",
                    logs,
                    store,
                    Rotating.this,
                    new Rotators(store, new SecretGenerator(new SecureRandom()), users, local),
                    (secret, version) -> adopted);
            engine = new RotationEngine(tools, LIMITS, trail, Rotating.this, clock, name);
            rotations = new Rotations(template, "demo", store, logs, woken::add, new SecureRandom(), clock);
            supplies = new Supplies(rotations, store, Rotating.this);
            function = new FunctionSteps(rotations, engine);
            scheduler = new RotationScheduler(tools, rotations, schedule, trail, Rotating.this, clock);
            overviews = new RotationOverviews(tools, schedule, clock);
        }

        Rotation start(SecretName name) {
            return ((Rotations.Started) rotations.start(name, new Rotations.Cause("because", Trigger.REQUEST)))
                    .rotation();
        }
    }

    Rotating() {
        this(new FakeDatabase(), 5432);
    }

    private Rotating(FakeDatabase fake, int port) {
        this(fake, fake, port);
    }

    /** With the users of a real database, which has the user {@code one} with the password of the first version. */
    Rotating(DatabaseAccounts accounts, int port) {
        this(new FakeDatabase(), accounts, port);
    }

    private Rotating(FakeDatabase fake, DatabaseAccounts accounts, int port) {
        database = fake;
        this.accounts = accounts;
        put(KEY, "{\"key\":\"" + CANARY + "-key\",\"host\":\"db.example\"}");
        put(VENDOR, "{\"apiKey\":\"" + CANARY + "-vendor\"}");
        put(DATABASE, """
                {"host":"127.0.0.1","port":%d,"dbname":"postgres","username":"one","password":"%s-one"}
                """.formatted(port, CANARY));
        fake.passwords.put("one", CANARY + "-one");
        fake.passwords.put("two", "unknown");
    }

    Node node(String name) {
        return node(name, CrashPoint.never());
    }

    Node node(String name, CrashPoint point) {
        return new Node(name, point, false, new RotationSchedule(MaintenanceWindows.ALWAYS));
    }

    Rotating withAdmin() {
        return withAdmin("admin", "admin-password");
    }

    Rotating withAdmin(String user, String password) {
        put(new SecretName("demo/dev/db-admin"), "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password));
        return this;
    }

    private void put(SecretName name, String value) {
        try (SecretValue first = SecretValue.of(value)) {
            secrets.create(name, DataClass.SECRET, "d", FIRST, first);
        }
    }

    /** Passes, a minute apart, until nothing runs or awaits more than time. */
    void settle(Node node) {
        for (int pass = 0; pass < 30; pass++) {
            node.engine.pass("dev");
            clock.advance(Duration.ofMinutes(1));
        }
    }

    RotationLog log(SecretName name) {
        return new RotationLogs(parameters, "demo").load(name).log();
    }

    Rotation running(SecretName name) {
        return log(name).running().orElseThrow();
    }

    Rotation last(SecretName name) {
        return log(name).last().getFirst();
    }

    /** The versions that a stage points at, with their stages. */
    Map<VersionId, Set<Stage>> staged(SecretName name) {
        Map<VersionId, Set<Stage>> staged =
                new HashMap<>(secrets.describe(name).orElseThrow().versions());
        staged.values().removeIf(Set::isEmpty);
        return staged;
    }

    int versions(SecretName name) {
        return secrets.describe(name).orElseThrow().versions().size();
    }

    String field(SecretName name, VersionId version, String field) {
        try (SecretValue value = secrets.get(name, new SecretSelector.OfVersion(version))
                .orElseThrow()
                .value()) {
            return SecretFields.field(value, field).orElseThrow().textValue();
        }
    }

    /** Whether the login that a version holds opens the database. */
    boolean opens(VersionId version) {
        return field(DATABASE, version, "password")
                .equals(database.passwords.get(field(DATABASE, version, "username")));
    }

    @Override
    public void parameterChanged(ParameterPath path) {}

    @Override
    public void secretChanged(SecretName name) {
        changes.add(name.value());
    }

    @Override
    public void moved(SecretName secret, Rotation rotation) {
        told.add(secret.value() + " " + rotation.state().word());
    }

    @Override
    public void tried(SecretName secret, Rotation rotation, String problem) {
        told.add(secret.value() + " tried: " + problem);
    }

    @Override
    public void overdue(SecretName secret, Instant due) {
        told.add(secret.value() + " overdue");
    }

    @Override
    public void trouble(String what, RuntimeException failure) {
        told.add(what + ": " + failure);
    }

    Optional<Rotation> runningOf(SecretName name) {
        return log(name).running();
    }
}
