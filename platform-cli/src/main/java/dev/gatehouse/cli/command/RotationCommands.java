package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Columns;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.output.Table;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.wire.Address;
import java.io.IOException;
import java.util.List;

/** {@code secret supply}, {@code rotate}, {@code rotation}, {@code finish-rotation}, {@code adoption} and {@code readers}. */
final class RotationCommands {
    private static final Columns ROTATION = Columns.of("id", "/id")
            .and("secret", "/secret")
            .and("state", "/state")
            .and("reason", "/reason")
            .and("trigger", "/trigger")
            .and("started", "/startedAt")
            .and("updated", "/updatedAt")
            .and("deadline", "/deadline")
            .and("from", "/from")
            .and("to", "/to")
            .and("problem", "/problem")
            .and("to do", "/task/instructions")
            .and("due", "/task/due");
    private static final Columns STEPS =
            Columns.of("STEP", "/step").and("AT", "/at").and("OUTCOME", "/outcome");
    private static final Columns SCHEDULE = Columns.of("secret", "/secret")
            .and("every days", "/days")
            .and("next due", "/nextDue")
            .and("overdue", "/overdue")
            .and("running", "/running/state");
    private static final Columns LAST = Columns.of("STARTED", "/startedAt")
            .and("STATE", "/state")
            .and("TRIGGER", "/trigger")
            .and("FROM", "/from")
            .and("TO", "/to")
            .and("REASON", "/reason");
    private static final Columns HOLDERS = Columns.of("HOLDER", "/holder")
            .and("APPLICATION", "/application")
            .and("VERSION", "/version")
            .and("STAGES", "/stages")
            .and("SINCE", "/since")
            .and("REPORTED", "/reportedAt")
            .and("STALE", "/stale");
    private static final Columns READERS = Columns.of("PRINCIPAL", "/principal")
            .and("VERSION", "/version")
            .and("READS", "/reads")
            .and("FIRST", "/first")
            .and("LAST", "/last")
            .and("FROM", "/from");
    private static final List<String> ENDS = List.of("retire", "hold");

    private RotationCommands() {}

    static Spec supply() {
        return SecretReading.options(
                Spec.of("supply", "Gives a rotation the value that only a person has.", RotationCommands::supply)
                        .needs("NAME", "The secret's whole name.")
                        .flag("--start", "Start a rotation where none waits for a value."));
    }

    static Spec rotate() {
        return Spec.of("rotate", "Rotates a secret now.", RotationCommands::rotate)
                .needs("NAME", "The secret's whole name.")
                .required("--reason", "TEXT", "Why; it stands in the audit log.")
                .text(
                        "--compromised",
                        "VERSION",
                        "The version that has leaked: nothing is done where it is not current.");
    }

    static Spec rotation() {
        return Spec.of("rotation", "When a secret is rotated, and how it went.", RotationCommands::schedule)
                .needs("NAME", "The secret's whole name.");
    }

    static Spec finish() {
        return Spec.of(
                        "finish-rotation",
                        "Decides about a rotation that is held or waits for adoption.",
                        RotationCommands::finish)
                .needs("NAME", "The secret's whole name.")
                .choice("--action", ENDS, "What becomes of the old version");
    }

    static Spec adoption() {
        return Spec.of("adoption", "Who holds which version.", RotationCommands::adoption)
                .needs("NAME", "The secret's whole name.");
    }

    static Spec readers() {
        return Spec.of("readers", "Who has read which version, from the audit log.", RotationCommands::readers)
                .needs("NAME", "The secret's whole name.")
                .text("--version", "ID", "Only this version.")
                .text("--since", "TIME", "Only from this time on.");
    }

    private static Address secret(Words words) {
        return Address.of("/v1/secrets").name(Names.secret(words.at(0)));
    }

    private static ExitCode supply(Words words, Session session) throws IOException {
        ObjectNode order = SecretReading.read(words, session).asObjectIn(Json.object());
        if (words.flag("--start")) {
            order.put("start", true);
        }
        return show(session, session.config().send("POST", secret(words).then(":supply"), order));
    }

    private static ExitCode rotate(Words words, Session session) {
        ObjectNode order = Json.object().put("reason", words.text("--reason").orElse(""));
        words.text("--compromised").ifPresent(version -> order.put("compromised", version));
        return show(session, session.config().send("POST", secret(words).then(":rotate"), order));
    }

    private static ExitCode finish(Words words, Session session) {
        String action = words.choice("--action", ENDS)
                .orElseThrow(() -> Failure.usage("--action must be one of " + String.join(", ", ENDS)));
        return show(
                session,
                session.config()
                        .send(
                                "POST",
                                secret(words).then(":finish-rotation"),
                                Json.object().put("action", action)));
    }

    private static ExitCode show(Session session, JsonNode rotation) {
        Table sheet = ROTATION.sheet(rotation);
        session.output().show(rotation, sheet, STEPS.table(rotation.path("steps")));
        String state = rotation.path("state").asText();
        return ExitCode.of(!List.of("failed", "rolled-back", "held").contains(state));
    }

    private static ExitCode schedule(Words words, Session session) {
        JsonNode schedule = session.config().get(secret(words).then(":rotation"));
        session.output().show(schedule, SCHEDULE.sheet(schedule), LAST.table(schedule.path("last")));
        return ExitCode.of(!schedule.path("overdue").asBoolean());
    }

    private static ExitCode adoption(Words words, Session session) {
        JsonNode adoption = session.config().get(secret(words).then("/adoption"));
        Table sheet = Columns.of("secret", "/secret")
                .and("current", "/current")
                .and("complete", "/complete")
                .sheet(adoption);
        session.output().show(adoption, sheet, HOLDERS.table(adoption.path("holders")));
        return ExitCode.of(adoption.path("complete").asBoolean());
    }

    private static ExitCode readers(Words words, Session session) {
        JsonNode readers = session.config()
                .get(secret(words)
                        .then("/readers")
                        .with("version", words.text("--version"))
                        .with("since", words.time("--since")));
        session.output().show(readers, READERS.table(readers.path("readers")));
        if (!readers.path("complete").asBoolean(true)) {
            session.output().note("not all events could be looked at: there may be more readers");
        }
        return ExitCode.OK;
    }
}
