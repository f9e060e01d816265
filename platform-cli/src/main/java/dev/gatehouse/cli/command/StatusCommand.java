package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Columns;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.settings.Service;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.wire.Address;
import dev.gatehouse.cli.wire.ServiceClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code status}: each service by itself, so that one that is away hides nothing of the others. A service is {@code ready} or
 * {@code not-ready} as its health says, {@code answering} where its health can't be asked but its API answers, else
 * {@code away}.
 */
final class StatusCommand {
    private static final Columns TABLE = Columns.of("SERVICE", "/service")
            .and("STATE", "/state")
            .and("ADDRESS", "/url")
            .and("TELLS", "/tells");
    private static final List<String> USUAL = List.of("dev", "staging", "prod");
    private static final String AWAY = "away";
    private static final int MOST = 10_000;

    private StatusCommand() {}

    static CommandSpec spec() {
        return Spec.of("status", "How the services are, what is overdue, and what was found.", StatusCommand::run)
                .texts(
                        "--environment",
                        "ENV",
                        "Where rotations are looked at. Default: " + String.join(", ", USUAL) + ".")
                .spec();
    }

    private static ExitCode run(Words words, Session session) {
        List<String> environments = words.texts("--environment").isEmpty()
                ? USUAL
                : words.texts("--environment").stream().map(Names::environment).toList();
        ObjectNode document = Json.object();
        ArrayNode services = document.putArray("services");
        services.add(of(session, Service.CONFIG, told -> config(session, environments, told)));
        services.add(of(session, Service.AUDIT, told -> audit(session, told)));
        services.add(of(session, Service.SCANNER, told -> scanner(session, told)));
        boolean away = services.valueStream()
                .anyMatch(service -> List.of(AWAY, "not-ready")
                        .contains(service.path("state").asText()));
        boolean bad = services.valueStream()
                .anyMatch(service -> service.path("attention").asBoolean());
        session.output().show(document, TABLE.table(services));
        return away ? ExitCode.REFUSED : ExitCode.of(!bad);
    }

    /** Asks a service. */
    private interface Question {
        /** Puts what the service tells into its object; a failure there is told instead. */
        void ask(ObjectNode told);
    }

    private static ObjectNode of(Session session, Service service, Question question) {
        ObjectNode told = Json.object()
                .put("service", service.title())
                .put("url", session.settings().url(service).toString());
        Optional<Boolean> ready = ready(session, service);
        try {
            question.ask(told);
            told.put("state", ready.map(is -> is ? "ready" : "not-ready").orElse("answering"));
        } catch (Failure e) {
            told.put("state", ready.filter(is -> is).map(is -> "ready").orElse(AWAY))
                    .put("tells", e.text());
            told.put("attention", true);
        }
        return told;
    }

    private static Optional<Boolean> ready(Session session, Service service) {
        return session.settings().managementUrl(service).map(url -> {
            try (ServiceClient health = new ServiceClient(
                    service.title(), url, Optional.empty(), session.settings().timeout())) {
                return health.isWell(Address.of("/q/health/ready"));
            }
        });
    }

    private static void config(Session session, List<String> environments, ObjectNode told) {
        ArrayNode overdue = told.putArray("overdue");
        ArrayNode running = told.putArray("running");
        int known = 0;
        for (String environment : environments) {
            Optional<JsonNode> rotations =
                    session.config().find(Address.of("/v1/rotations").segment(environment));
            known += rotations.isPresent() ? 1 : 0;
            rotations.ifPresent(found -> found.path("rotations").forEach(rotation -> {
                if (rotation.path("overdue").asBoolean()) {
                    overdue.add(rotation.path("secret").asText());
                }
                if (rotation.path("running").isObject()) {
                    running.add(rotation.path("secret").asText() + " "
                            + rotation.path("running").path("state").asText());
                }
            }));
        }
        told.put("attention", !overdue.isEmpty());
        told.put(
                "tells",
                known == 0
                        ? "it knows of no rotations in " + String.join(", ", environments)
                        : "overdue rotations: " + said(overdue) + "; running: " + said(running));
    }

    private static String said(ArrayNode items) {
        return items.isEmpty()
                ? "none"
                : items.size() + " ("
                        + String.join(
                                ", ", items.valueStream().map(JsonNode::asText).toList()) + ")";
    }

    private static void audit(Session session, ObjectNode told) {
        JsonNode health = session.audit().get(Address.of("/v1/log/health"));
        String verdict = health.path("verdict").asText();
        String[] checkpoint =
                new String(session.audit().bytes(Address.of("/checkpoint")), StandardCharsets.UTF_8).split("\n", 3);
        String size = checkpoint.length == 3 ? checkpoint[1] : "unknown";
        told.put("events", size).put("verdict", verdict).put("attention", verdict.equals("broken"));
        told.put("tells", "events sealed: " + size + "; the log verifies itself as: " + verdict);
    }

    private static void scanner(Session session, ObjectNode told) {
        int open = session.scanner()
                .all(Address.of("/v1/findings").with("state", "open").with("limit", "1000"), "findings", MOST)
                .size();
        told.put("openFindings", open).put("attention", open > 0);
        told.put("tells", "open findings: " + open);
    }
}
