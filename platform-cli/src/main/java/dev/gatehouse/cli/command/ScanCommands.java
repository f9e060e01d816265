package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Columns;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.wire.Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code scan}: what scanner-worker does when it is asked, and what it has found. */
final class ScanCommands {
    static final Columns FINDINGS = Columns.of("FINGERPRINT", "/id")
            .and("RULE", "/rule")
            .and("SHOWN", "/redacted")
            .and("STATE", "/state")
            .and("OWNER", "/owner")
            .and("PLACE", "/place")
            .and("LAST SEEN", "/lastSeen");
    private static final Columns SCAN = Columns.of("id", "/id")
            .and("status", "/status")
            .and("detail", "/detail")
            .and("target", "/target/name")
            .and("kind", "/target/kind")
            .and("location", "/target/location")
            .and("requested", "/requestedAt")
            .and("finished", "/finishedAt")
            .and("objects", "/objects/listed")
            .and("scanned", "/objects/scanned")
            .and("unchanged", "/objects/unchanged")
            .and("partial", "/objects/partial")
            .and("denied", "/objects/denied")
            .and("undecodable", "/objects/undecodable")
            .and("findings", "/findings");
    private static final Columns DECIDED = Columns.of("fingerprint", "/id")
            .and("rule", "/rule")
            .and("shown", "/redacted")
            .and("owner", "/owner")
            .and("state", "/state");
    private static final List<String> STATES = List.of("open", "acknowledged", "false-positive", "resolved");
    private static final List<String> CONFIDENCE = List.of("low", "medium", "high");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int MOST = 100_000;

    private ScanCommands() {}

    static CommandSpec spec() {
        return Spec.group(
                "scan",
                "Scans for secrets, and decisions about what they found.",
                Spec.of("run", "Scans, and waits for the end.", ScanCommands::run)
                        .needs(
                                "TARGET|PATH",
                                "A target of scanner-worker's settings; or, with a slash, a path on its machine.")
                        .flag("--git", "The path is a repository: its history.")
                        .flag("--no-wait", "Do not wait for the end."),
                Spec.of("findings", "What was found.", ScanCommands::findings)
                        .texts("--state", "STATE", "Only these: " + String.join(", ", STATES) + ".")
                        .text("--rule", "RULE", "Only of this rule.")
                        .text("--owner", "OWNER", "Only of this owner, name#field@version.")
                        .text("--source", "SOURCE", "Only from there.")
                        .choice("--confidence", CONFIDENCE, "Only as sure or surer"),
                decision("ack", "acknowledged", "Says that somebody takes care of a finding."),
                decision("resolve", "resolved", "Says that a finding is done with."),
                decision("false-positive", "false-positive", "Says that a finding is none."),
                decision("reopen", "open", "Takes a decision back."));
    }

    private static Spec decision(String name, String state, String description) {
        return Spec.of(name, description, (words, session) -> decide(state, words, session))
                .needs("FINGERPRINT", "The finding's.")
                .required("--reason", "TEXT", "Why; it stands in its history and in the audit log.");
    }

    private static ExitCode run(Words words, Session session) throws InterruptedException {
        JsonNode scan = session.scanner().send("POST", Address.of("/v1/scans"), order(words));
        Address address = Address.of("/v1/scans").segment(scan.path("id").asText());
        while (!words.flag("--no-wait") && scan.path("status").asText().equals("running")) {
            session.around().pause().pause(BETWEEN_LOOKS);
            scan = session.scanner().get(address);
        }
        session.output().show(scan, SCAN.sheet(scan));
        return ended(session, scan);
    }

    private static ExitCode ended(Session session, JsonNode scan) {
        String status = scan.path("status").asText();
        boolean found = scan.path("findings").asLong() > 0;
        if (status.equals("incomplete")) {
            session.output()
                    .note("something was not looked at; scanner-worker's /v1/coverage?scan="
                            + scan.path("id").asText() + " says what");
            return found ? ExitCode.NEGATIVE : ExitCode.REFUSED;
        }
        return List.of("failed", "cancelled").contains(status) ? ExitCode.REFUSED : ExitCode.of(!found);
    }

    private static ObjectNode order(Words words) {
        String what = words.at(0);
        boolean git = words.flag("--git");
        if (!what.contains("/") && !git && !what.startsWith(".")) {
            return Json.object().put("target", what);
        }
        return Json.object()
                .put("kind", git ? "git" : "directory")
                .put("location", Path.of(what).toAbsolutePath().normalize().toString());
    }

    private static ExitCode findings(Words words, Session session) {
        List<String> states = words.texts("--state");
        if (!STATES.containsAll(states)) {
            throw Failure.usage("--state must be one of " + String.join(", ", STATES));
        }
        Address path = Address.of("/v1/findings")
                .with("rule", words.text("--rule"))
                .with("owner", words.text("--owner"))
                .with("source", words.text("--source"))
                .with("confidence", words.choice("--confidence", CONFIDENCE))
                .with("limit", "1000");
        if (!states.isEmpty()) {
            path = path.with("state", String.join(",", states));
        }
        List<JsonNode> findings = session.scanner().all(path, "findings", MOST);
        ObjectNode document = Json.object();
        document.putArray("findings").addAll(findings);
        session.output()
                .show(
                        document,
                        FINDINGS.table(findings.stream().map(ScanCommands::row).toList()));
        return ExitCode.of(findings.isEmpty());
    }

    private static JsonNode row(JsonNode finding) {
        ObjectNode row = finding.deepCopy();
        JsonNode first = finding.path("locations").path(0);
        long more = finding.path("locations").size()
                - 1
                + finding.path("moreLocations").asLong();
        if (!first.isMissingNode()) {
            row.put(
                    "place",
                    first.path("source").asText() + " " + first.path("path").asText() + ":"
                            + first.path("line").asText() + (more > 0 ? " and " + more + " more" : ""));
        }
        return row;
    }

    private static ExitCode decide(String state, Words words, Session session) {
        ObjectNode order = Json.object()
                .put("state", state)
                .put("reason", words.text("--reason").orElse(""));
        JsonNode finding = session.scanner()
                .send("POST", Address.of("/v1/findings").segment(words.at(0)).then("/state"), order);
        session.output().show(finding, DECIDED.sheet(finding));
        return ExitCode.OK;
    }
}
