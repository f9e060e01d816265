package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Columns;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.wire.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;

/** {@code config}. */
final class ConfigCommands {
    static final Columns TREE = Columns.of("PATH", "/path")
            .and("TYPE", "/type")
            .and("VERSION", "/version")
            .and("MODIFIED", "/modifiedAt")
            .and("VALUE", "/value");
    static final Columns DEVIATIONS = Columns.of("KIND", "/kind")
            .and("PATH", "/path")
            .and("RULE", "/rule")
            .and("MESSAGE", "/message");
    static final List<String> KINDS =
            List.of("missing", "extra", "wrong-type", "out-of-range", "should-be-secure", "never-read");

    private static final Columns EXPLAINED = Columns.of("key", "/key")
            .and("value", "/value")
            .and("layer", "/layer")
            .and("path", "/path")
            .and("type", "/type")
            .and("version", "/version")
            .and("modified", "/modifiedAt")
            .and("labels", "/labels")
            .and("age", "/ageSeconds")
            .and("freshness", "/freshness");
    private static final Columns OVERRIDDEN = Columns.of("OVERRIDES", "/layer")
            .and("PATH", "/path")
            .and("VERSION", "/version")
            .and("VALUE", "/value");
    private static final Columns DONE =
            Columns.of("ACTION", "/action").and("NAME", "/name").and("VERSION", "/version");

    /** Actions after which somebody still has something to do. */
    private static final Set<String> LEFT = Set.of("needs-value", "conflict", "needs-person", "deleting");

    private static final int MOST = 1_000_000;

    private ConfigCommands() {}

    static CommandSpec spec() {
        return Spec.group(
                "config",
                "Parameters, resolved for an application or as they stand.",
                AwsOptions.addTo(Spec.of("get", "What an application reads, or one key of it.", ConfigGet::run)
                        .needs("ENV/APP", "The environment and the application.")
                        .takes("KEY", "A key, such as log.level.")
                        .flag("--reveal", "Show secrets and secure parameters instead of masking them.")),
                AwsOptions.addTo(Spec.of("tree", "The parameters that stand below a path.", ConfigCommands::tree)
                        .needs("ENV[/PATH]", "The environment, and a path below it.")),
                Spec.of("explain", "Which layer a key comes from, and what it overrides.", ConfigCommands::explain)
                        .needs("ENV/APP", "The environment and the application.")
                        .needs("KEY", "The key."),
                AwsOptions.addTo(Spec.of("diff", "What deviates from the contract.", ConfigCommands::diff)
                        .needs("ENV", "The environment.")
                        .texts("--kind", "KIND", "Only these deviations count: " + String.join(", ", KINDS) + ".")),
                applying("apply", "Creates what is missing and corrects what breaks the contract.", "reconcile"),
                AwsOptions.addTo(
                        applying("add-missing", "Creates what is missing, and overwrites nothing.", "add-missing")));
    }

    private static Spec applying(String name, String description, String mode) {
        return Spec.of(name, description, (words, session) -> apply(mode, words, session))
                .needs("ENV", "The environment.")
                .flag("--dry-run", "Say what would be done, and do nothing.")
                .flag("--secrets", "Make missing secrets from the template too.")
                .flag("--placeholders", "With --secrets: placeholders for those that a person has to supply.");
    }

    private static ExitCode tree(Words words, Session session) {
        String below = Names.below(words.at(0));
        if (words.flag(AwsOptions.AWS)) {
            return AwsCommands.tree(below, words, session);
        }
        Address path = Address.of("/v1/parameters")
                .segment(session.settings().project())
                .name(below)
                .with("recursive", "true")
                .with("limit", "1000");
        return listed(session, session.config().all(path, "parameters", MOST), below);
    }

    static ExitCode listed(Session session, List<JsonNode> parameters, String below) {
        ObjectNode document = Json.object();
        document.putArray("parameters").addAll(parameters);
        session.output().show(document, TREE.table(parameters));
        if (parameters.isEmpty()) {
            session.output()
                    .note("nothing stands below " + session.settings().project() + "/" + below
                            + ", or nothing that the token may list");
        }
        return ExitCode.of(!parameters.isEmpty());
    }

    private static ExitCode explain(Words words, Session session) {
        Names.Application application = Names.application(words.at(0));
        JsonNode explained = session.config().get(ConfigGet.explaining(application, words.at(1)));
        session.output().show(explained, EXPLAINED.sheet(explained), OVERRIDDEN.table(explained.path("overrides")));
        return ExitCode.OK;
    }

    private static ExitCode diff(Words words, Session session) {
        String environment = Names.environment(words.at(0));
        List<String> kinds = kinds(words);
        JsonNode diff = words.flag(AwsOptions.AWS)
                ? AwsCommands.diff(environment, words, session)
                : session.config()
                        .get(Address.of("/v1/contract").segment(environment).then("/diff"));
        List<JsonNode> deviations = StreamSupport.stream(diff.path("deviations").spliterator(), false)
                .filter(deviation ->
                        kinds.isEmpty() || kinds.contains(deviation.path("kind").asText()))
                .toList();
        ObjectNode document = diff.deepCopy();
        document.putArray("deviations").addAll(deviations);
        session.output().show(document, DEVIATIONS.table(deviations));
        session.output()
                .note(
                        deviations.isEmpty()
                                ? environment + " is as the contract says"
                                : deviations.size() + (deviations.size() == 1 ? " deviation" : " deviations"));
        return ExitCode.of(deviations.isEmpty());
    }

    private static List<String> kinds(Words words) {
        List<String> kinds = words.texts("--kind");
        if (!KINDS.containsAll(kinds)) {
            throw Failure.usage("--kind must be one of " + String.join(", ", KINDS));
        }
        return kinds;
    }

    private static ExitCode apply(String mode, Words words, Session session) {
        String environment = Names.environment(words.at(0));
        if (words.flag(AwsOptions.AWS)) {
            return done(session, AwsCommands.addMissing(environment, words, session));
        }
        ObjectNode order = Json.object()
                .put("mode", mode)
                .put("dryRun", words.flag("--dry-run"))
                .put("secrets", words.flag("--secrets"))
                .put("placeholders", words.flag("--placeholders"));
        return done(
                session,
                session.config()
                        .send(
                                "POST",
                                Address.of("/v1/contract").segment(environment).then("/apply"),
                                order));
    }

    private static ExitCode done(Session session, JsonNode applied) {
        List<JsonNode> actions = StreamSupport.stream(applied.path("parameters").spliterator(), false)
                .map(action -> (JsonNode) ((ObjectNode) action.deepCopy())
                        .put("name", action.path("path").asText()))
                .collect(Collectors.toCollection(ArrayList::new));
        applied.path("secrets").forEach(actions::add);
        List<JsonNode> told = actions.stream()
                .filter(action -> !action.path("action").asText().equals("kept"))
                .toList();
        session.output().show(applied, DONE.table(told));
        session.output()
                .note((applied.path("dryRun").asBoolean() ? "nothing was done; to do: " : "changes: ") + told.size()
                        + ", kept as they are: " + (actions.size() - told.size()));
        return ExitCode.of(told.stream()
                .noneMatch(action -> LEFT.contains(action.path("action").asText())));
    }
}
