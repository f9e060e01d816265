package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Columns;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.output.Table;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.wire.Address;
import dev.gatehouse.cli.wire.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code secret}: values and versions. What rotation does is in {@link RotationCommands}. */
final class SecretCommands {
    private static final Columns LISTED = Columns.of("NAME", "/name")
            .and("CLASS", "/dataClass")
            .and("CURRENT", "/current")
            .and("VERSIONS", "/count")
            .and("CHANGED", "/changedAt")
            .and("DELETES", "/deletesAt");
    private static final Columns ONE = Columns.of("name", "/name")
            .and("version", "/version")
            .and("stages", "/stages")
            .and("created", "/createdAt")
            .and("field", "/field")
            .and("shape", "/shape");
    private static final int MOST = 1_000_000;

    private SecretCommands() {}

    static CommandSpec spec() {
        return Spec.group(
                "secret",
                "Secrets: values, versions and rotation.",
                AwsOptions.addToSecrets(Spec.of("list", "Names and metadata; never values.", SecretCommands::list)
                        .takes("ENV", "Only this environment's.")),
                AwsOptions.addToSecrets(Spec.of(
                                "get",
                                "Metadata and the shape of a value; with --reveal the value.",
                                SecretCommands::get)
                        .needs("NAME", "The secret's whole name, such as aurora/dev/openai-api-key.")
                        .text("--version", "ID", "Another version than the current one.")
                        .text("--stage", "STAGE", "The version that a stage points at.")
                        .text("--field", "NAME", "One field of a JSON secret.")
                        .flag("--reveal", "Show the value: bare, or in the document with --output json or yaml.")),
                AwsOptions.addToSecrets(SecretReading.options(
                        Spec.of("put", "Writes a new version, or makes the secret.", SecretCommands::put)
                                .needs("NAME", "The secret's whole name.")
                                .flag("--create", "Only make it; an existing one is left as it is."))),
                RotationCommands.supply(),
                RotationCommands.rotate(),
                RotationCommands.rotation(),
                RotationCommands.finish(),
                RotationCommands.adoption(),
                RotationCommands.readers());
    }

    private static ExitCode list(Words words, Session session) {
        Optional<String> environment = words.position(0).map(Names::environment);
        List<JsonNode> secrets = words.flag(AwsOptions.AWS)
                ? AwsCommands.secrets(environment, session)
                : session.config()
                        .all(
                                Address.of("/v1/secrets")
                                        .with("environment", environment)
                                        .with("limit", "100"),
                                "secrets",
                                MOST);
        ObjectNode document = Json.object();
        ArrayNode items = document.putArray("secrets");
        secrets.forEach(items::add);
        session.output()
                .show(
                        document,
                        LISTED.table(secrets.stream().map(SecretCommands::row).toList()));
        return ExitCode.of(!secrets.isEmpty());
    }

    private static JsonNode row(JsonNode secret) {
        ObjectNode row = secret.deepCopy();
        row.put("count", secret.path("versions").size());
        secret.path("versions")
                .forEach(version -> version.path("stages").forEach(stage -> {
                    if (stage.asText().equals("AWSCURRENT")) {
                        row.set("current", version.path("version"));
                    }
                }));
        return row;
    }

    private static ExitCode get(Words words, Session session) {
        String name = Names.secret(words.at(0));
        Optional<String> version = words.text("--version");
        Optional<String> stage = words.text("--stage");
        if (version.isPresent() && stage.isPresent()) {
            throw Failure.usage("--version and --stage exclude each other");
        }
        JsonNode secret = words.flag(AwsOptions.AWS)
                ? AwsCommands.secret(name, words, session)
                : session.config()
                        .get(Address.of("/v1/secrets")
                                .name(name)
                                .with("version", version)
                                .with("stage", stage)
                                .with("field", words.text("--field")));
        if (words.flag("--reveal")) {
            reveal(secret, session);
            return ExitCode.OK;
        }
        JsonNode shown = SecretShape.of(secret);
        session.output().show(shown, ONE.sheet(shown));
        return ExitCode.OK;
    }

    private static void reveal(JsonNode secret, Session session) {
        JsonNode value = secret.path("value");
        byte[] bytes = secret.has("valueBase64")
                ? Base64.getDecoder().decode(secret.path("valueBase64").asText())
                : (value.isContainerNode() ? value.toString() : value.asText()).getBytes(StandardCharsets.UTF_8);
        session.output().revealed(secret, bytes);
    }

    private static ExitCode put(Words words, Session session) throws IOException {
        String name = Names.secret(words.at(0));
        SecretDraft value = SecretReading.read(words, session);
        boolean create = words.flag("--create");
        JsonNode written;
        if (words.flag(AwsOptions.AWS)) {
            written = AwsCommands.put(name, value, create, words, session);
        } else {
            Header header = create ? new Header(Header.NONE.accept(), Map.of("If-None-Match", "*")) : Header.NONE;
            written = session.config()
                    .send("PUT", Address.of("/v1/secrets").name(name), value.asTextIn(Json.object()), header);
        }
        session.output().show(written, Table.ofFields().field("name", name).field("version", written.path("version")));
        return ExitCode.OK;
    }
}
