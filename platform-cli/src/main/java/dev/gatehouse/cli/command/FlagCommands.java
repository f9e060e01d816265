package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Columns;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.wire.Address;
import dev.gatehouse.client.flag.Evaluation;
import dev.gatehouse.client.flag.FlagContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code flag}: feature flags, which are parameters below {@code features} in flagd's format. */
final class FlagCommands {
    private static final Columns LISTED = Columns.of("FLAG", "/flag")
            .and("STATE", "/state")
            .and("DEFAULT", "/defaultVariant")
            .and("VARIANTS", "/names")
            .and("TARGETED", "/targeted");
    private static final Columns EVALUATED = Columns.of("flag", "/flag")
            .and("value", "/value")
            .and("variant", "/variant")
            .and("reason", "/reason");
    private static final int MOST = 10_000;

    private FlagCommands() {}

    static CommandSpec spec() {
        return Spec.group(
                "flag",
                "Feature flags.",
                Spec.of("list", "The flags of an environment.", FlagCommands::list)
                        .needs("ENV", "The environment."),
                Spec.of("eval", "What a flag is for an application, and for a subject.", FlagCommands::eval)
                        .needs("ENV/APP", "The environment and the application.")
                        .needs("FLAG", "The flag's name.")
                        .text("--subject", "ID", "For whom: the targeting key."));
    }

    private static Address features(Session session, String environment) {
        return Address.of("/v1/parameters")
                .segment(session.settings().project())
                .segment(environment)
                .segment("features");
    }

    private static ExitCode list(Words words, Session session) {
        String environment = Names.environment(words.at(0));
        Address below = features(session, environment).with("recursive", "true").with("limit", "1000");
        List<JsonNode> flags = session.config().all(below, "parameters", MOST).stream()
                .map(FlagCommands::flag)
                .toList();
        ObjectNode document = Json.object();
        document.putArray("flags").addAll(flags);
        session.output()
                .show(
                        document,
                        LISTED.table(flags.stream().map(FlagCommands::row).toList()));
        return ExitCode.of(!flags.isEmpty());
    }

    private static JsonNode flag(JsonNode parameter) {
        String path = parameter.path("path").asText();
        int features = path.indexOf("/features/");
        ObjectNode flag =
                Json.object().put("flag", features < 0 ? path : path.substring(features + "/features/".length()));
        definition(parameter).properties().forEach(field -> flag.set(field.getKey(), field.getValue()));
        return flag;
    }

    private static JsonNode definition(JsonNode parameter) {
        return Json.read(parameter.path("value").asText().getBytes(StandardCharsets.UTF_8))
                .filter(JsonNode::isObject)
                .orElseGet(Json::object);
    }

    private static JsonNode row(JsonNode flag) {
        ObjectNode row = flag.deepCopy();
        var names = row.putArray("names");
        flag.path("variants").fieldNames().forEachRemaining(names::add);
        return row.put("targeted", !flag.path("targeting").isEmpty());
    }

    private static ExitCode eval(Words words, Session session) {
        Names.Application application = Names.application(words.at(0));
        String name = words.at(1);
        JsonNode parameter = session.config()
                .get(features(session, application.environment()).name(name));
        JsonNode definition = definition(parameter);
        if (definition.isEmpty()) {
            throw Failure.refused(
                    "the flag " + name + " is no definition in flagd's format: config diff says what is wrong");
        }
        FlagContext context = words.text("--subject").map(FlagContext::of).orElse(FlagContext.NONE);
        ObjectNode document = evaluated(name, definition, context.with("application", application.name()));
        session.output().show(document, EVALUATED.sheet(document));
        return ExitCode.of(document.has("variant"));
    }

    /** By the client library's rules, so that the command never says otherwise than the application does. */
    private static ObjectNode evaluated(String name, JsonNode definition, FlagContext context) {
        Evaluation evaluation = Evaluation.of(name, definition.toString(), context, Instant.now());
        if (evaluation.reason() == Evaluation.Reason.ERROR) {
            throw Failure.refused(
                    "the flag " + name + " can't be evaluated: its definition is malformed, or its rule asks for"
                            + " what clients do not know; 'flag list --output json' shows it");
        }
        ObjectNode document = Json.object().put("flag", name);
        evaluation.variant().ifPresent(variant -> {
            document.put("variant", variant);
            document.set("value", definition.path("variants").path(variant));
        });
        return document.put("reason", evaluation.reason().name());
    }
}
