package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.aws.AwsParameters;
import dev.gatehouse.cli.aws.AwsSecrets;
import dev.gatehouse.cli.contract.Hierarchy;
import dev.gatehouse.cli.contract.Stored;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What works straight against AWS. The answers have the form of the services'. */
final class AwsCommands {
    private static final String MASK = "********";

    private AwsCommands() {}

    static JsonNode get(Names.Application application, Words words, Session session) {
        Hierarchy hierarchy = hierarchy(words);
        Map<String, Stored> values = new TreeMap<>();
        List<String> layers = hierarchy.layers(application.environment(), application.name());
        try (AwsParameters parameters = new AwsParameters()) {
            for (String layer : layers) {
                String root = hierarchy.root(application.environment()) + "/" + layer;
                parameters
                        .below(root, words.flag("--reveal"))
                        .forEach(stored -> values.put(
                                stored.path().substring(root.length() + 1).replace('/', '.'), stored));
            }
        }
        ObjectNode snapshot =
                Json.object().put("environment", application.environment()).put("application", application.name());
        layers.forEach(snapshot.putArray("layers")::add);
        ObjectNode shown = snapshot.putObject("values");
        values.forEach(
                (key, stored) -> shown.put(key, stored.secure() && !words.flag("--reveal") ? MASK : stored.text()));
        return snapshot;
    }

    static ExitCode tree(String below, Words words, Session session) {
        try (AwsParameters parameters = new AwsParameters()) {
            List<JsonNode> found = parameters.below("/" + session.settings().project() + "/" + below, false).stream()
                    .map(AwsCommands::json)
                    .toList();
            return ConfigCommands.listed(session, found, below);
        }
    }

    private static JsonNode json(Stored stored) {
        ObjectNode json = Json.object()
                .put("path", stored.path())
                .put("type", stored.type())
                .put("version", stored.version())
                .put("modifiedAt", stored.modifiedAt());
        return stored.secure() ? json : json.put("value", stored.text());
    }

    static JsonNode diff(String environment, Words words, Session session) {
        Hierarchy hierarchy = hierarchy(words);
        try (AwsParameters parameters = new AwsParameters()) {
            ObjectNode document = Json.object();
            var deviations = document.putArray("deviations");
            hierarchy
                    .diff(environment, parameters.below(hierarchy.root(environment), false))
                    .forEach(deviation -> deviations
                            .addObject()
                            .put("kind", deviation.kind())
                            .put("path", deviation.path())
                            .put("rule", deviation.kind())
                            .put("message", deviation.message()));
            session.output().note("against AWS values are not held against their types and ranges");
            return document;
        }
    }

    static JsonNode addMissing(String environment, Words words, Session session) {
        if (words.flag("--secrets") || words.flag("--placeholders")) {
            throw Failure.usage(
                    "--aws makes no secrets: write them with 'secret put --aws', or let config-service make them");
        }
        Hierarchy hierarchy = hierarchy(words);
        boolean dryRun = words.flag("--dry-run");
        ObjectNode document = Json.object().put("dryRun", dryRun);
        var actions = document.putArray("parameters");
        try (AwsParameters parameters = new AwsParameters()) {
            hierarchy
                    .plan(environment, parameters.below(hierarchy.root(environment), false))
                    .forEach(step -> {
                        ObjectNode action = actions.addObject().put("path", step.path());
                        if (step.write().isEmpty()) {
                            action.put("action", step.stored() ? "kept" : "needs-value");
                        } else if (dryRun) {
                            action.put("action", "created");
                        } else {
                            boolean created = parameters.create(
                                    step.path(), step.write().get(), words.text(AwsOptions.PARAMETER_KEY));
                            action.put("action", created ? "created" : "kept");
                        }
                    });
        }
        return document;
    }

    static List<JsonNode> secrets(Optional<String> environment, Session session) {
        try (AwsSecrets secrets = new AwsSecrets()) {
            return secrets.list(session.settings().project()
                    + "/"
                    + environment.map(name -> name + "/").orElse(""));
        }
    }

    static JsonNode secret(String name, Words words, Session session) {
        try (AwsSecrets secrets = new AwsSecrets()) {
            JsonNode secret = secrets.get(name, words.text("--version"), words.text("--stage"));
            return words.text("--field").map(field -> field(secret, field)).orElse(secret);
        }
    }

    private static JsonNode field(JsonNode secret, String field) {
        JsonNode value = Json.read(secret.path("value").asText().getBytes(StandardCharsets.UTF_8))
                .map(fields -> fields.path(field))
                .filter(found -> !found.isMissingNode())
                .orElseThrow(() -> Failure.negative("the secret has no field " + field));
        return ((ObjectNode) secret.deepCopy()).put("field", field).set("value", value);
    }

    static JsonNode put(String name, SecretDraft value, boolean create, Words words, Session session) {
        try (AwsSecrets secrets = new AwsSecrets()) {
            String version = secrets.put(name, value.text(), value.bytes(), create, words.text(AwsOptions.SECRET_KEY));
            return Json.object().put("version", version);
        }
    }

    private static Hierarchy hierarchy(Words words) {
        Optional<String> file = words.text(AwsOptions.HIERARCHY);
        try (InputStream in = file.isPresent()
                ? Files.newInputStream(Path.of(file.get()))
                : Hierarchy.class.getResourceAsStream("hierarchy.yaml")) {
            if (in == null) {
                throw Failure.usage("--hierarchy is missing: no contract is built into this command");
            }
            return Hierarchy.parse(in.readAllBytes());
        } catch (IOException e) {
            throw Failure.usage("the file of --hierarchy can't be read");
        }
    }
}
