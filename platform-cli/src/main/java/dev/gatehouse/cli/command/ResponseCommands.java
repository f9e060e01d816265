package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Columns;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.wire.Address;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code response}: what is done about findings. */
final class ResponseCommands {
    private static final Columns LISTED = Columns.of("ID", "/id")
            .and("FINDING", "/finding")
            .and("PLAN", "/plan")
            .and("STATE", "/state")
            .and("DRY RUN", "/dryRun")
            .and("STARTED", "/startedAt")
            .and("UPDATED", "/updatedAt");
    private static final Columns ONE = Columns.of("id", "/id")
            .and("finding", "/finding")
            .and("plan", "/plan")
            .and("state", "/state")
            .and("dry run", "/dryRun")
            .and("started", "/startedAt")
            .and("updated", "/updatedAt")
            .and("left to do", "/left");
    private static final Columns STEPS = Columns.of("STEP", "/step")
            .and("NAME", "/name")
            .and("STATE", "/state")
            .and("AT", "/at")
            .and("ATTEMPTS", "/attempts")
            .and("OUTCOME", "/outcome");
    private static final List<String> STATES =
            List.of("running", "awaiting-approval", "waiting", "done", "failed", "cancelled", "handed-over", "stopped");
    private static final List<String> SWITCH = List.of("on", "off");
    private static final int MOST = 100_000;

    private ResponseCommands() {}

    static CommandSpec spec() {
        return Spec.group(
                "response",
                "Responses to findings: quarantine, rotation, and what a person decides about them.",
                Spec.of("list", "Responses.", ResponseCommands::list)
                        .choice("--state", STATES, "Only these")
                        .text("--finding", "FINGERPRINT", "Only to this finding."),
                Spec.of("show", "A response with its steps.", ResponseCommands::show)
                        .needs("ID", "The response's."),
                Spec.of("start", "Starts a response to a finding.", ResponseCommands::start)
                        .needs("FINGERPRINT", "The finding's.")
                        .text("--plan", "NAME", "Another plan than the finding's own.")
                        .flag("--dry-run", "Say what would be done, and do nothing."),
                Spec.of("approve", "Lets a response go on that waits for it.", ResponseCommands::approve)
                        .needs("ID", "The response's.")
                        .text("--comment", "TEXT", "Why; it stands in the audit log."),
                Spec.of("undo", "Gives quarantined objects back.", (words, session) -> act("undo", words, session))
                        .needs("ID", "The response's."),
                Spec.of("cancel", "Ends a response.", (words, session) -> act("cancel", words, session))
                        .needs("ID", "The response's."),
                Spec.of("switch", "Shows the kill switch, or turns responses on or off.", ResponseCommands::killSwitch)
                        .takes("on|off", "What it is to be.")
                        .text("--reason", "TEXT", "With on or off: why."));
    }

    private static ExitCode list(Words words, Session session) {
        Address path = Address.of("/v1/responses")
                .with("state", words.choice("--state", STATES))
                .with("finding", words.text("--finding"));
        List<JsonNode> responses = session.scanner().all(path, "responses", MOST);
        ObjectNode document = Json.object();
        document.putArray("responses").addAll(responses);
        session.output().show(document, LISTED.table(responses));
        return ExitCode.OK;
    }

    private static Address one(Words words) {
        return Address.of("/v1/responses").segment(words.at(0));
    }

    private static ExitCode show(Words words, Session session) {
        return shown(session, session.scanner().get(one(words)));
    }

    private static ExitCode shown(Session session, JsonNode response) {
        session.output().show(response, ONE.sheet(response), STEPS.table(response.path("steps")));
        return ExitCode.of(
                !List.of("failed", "stopped").contains(response.path("state").asText()));
    }

    private static ExitCode start(Words words, Session session) {
        ObjectNode order = Json.object().put("finding", words.at(0)).put("dryRun", words.flag("--dry-run"));
        words.text("--plan").ifPresent(plan -> order.put("plan", plan));
        return shown(session, session.scanner().send("POST", Address.of("/v1/responses"), order));
    }

    private static ExitCode approve(Words words, Session session) {
        ObjectNode order = Json.object();
        words.text("--comment").ifPresent(comment -> order.put("comment", comment));
        return shown(session, session.scanner().send("POST", one(words).then("/approve"), order));
    }

    private static ExitCode act(String action, Words words, Session session) {
        return shown(session, session.scanner().send("POST", one(words).then("/" + action), Json.object()));
    }

    private static ExitCode killSwitch(Words words, Session session) {
        Address path = Address.of("/v1/response-switch");
        Optional<String> wanted = words.position(0);
        JsonNode state;
        if (wanted.isEmpty()) {
            state = session.scanner().get(path);
        } else {
            if (!SWITCH.contains(wanted.get()) || words.text("--reason").isEmpty()) {
                throw Failure.usage("the switch is turned with on or off, and --reason");
            }
            ObjectNode order = Json.object()
                    .put("on", wanted.get().equals("on"))
                    .put("reason", words.text("--reason").orElse(""));
            state = session.scanner().send("PUT", path, order);
        }
        session.output()
                .show(
                        state,
                        Columns.of("responses act", "/on")
                                .and("reason", "/reason")
                                .sheet(state));
        return ExitCode.OK;
    }
}
