package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The platform's own form: {@link dev.gatehouse.client.audit.AuditEventCodec}'s fields, and an object {@code details} that
 * this service adds, which stays unmapped. Each field may be missing.
 */
final class GatehouseMapping implements FormatMapping {
    static final String PROVIDER = "Gatehouse";

    @Override
    public Optional<Meaning> map(Event event, Workspace work) throws IOException {
        JsonTape record = work.tape();
        if (!record.read(event.raw())) {
            return Optional.empty();
        }
        OcsfWriter out = work.out();
        Outcome outcome = outcome(record.text(record.takeText(JsonTape.ROOT, "outcome")));
        int action = record.takeText(JsonTape.ROOT, "action");
        int resource = record.takeText(JsonTape.ROOT, "resource");
        int principal = record.takeText(JsonTape.ROOT, "principal");
        String address = record.text(record.takeText(JsonTape.ROOT, "sourceAddress"));
        Classification classification = new Classification(Classification.API_ACTIVITY, activity(record.text(action)));
        int severity = Common.severity(outcome);

        Common.head(out, event, classification, severity);
        if (classification.activityId() == Classification.OTHER) {
            out.text("activity_name", record, action);
        }
        Common.status(out, outcome);
        metadata(out, event, record);
        out.object("cloud").text("provider", PROVIDER).end();
        api(out, event, record, action);
        actor(out, record, principal);
        Common.address(out.object("src_endpoint"), address).end();
        resource(out, record, resource);
        out.unmapped(record);

        List<String> resources = resource == JsonTape.NONE ? List.of() : List.of(record.text(resource));
        return Optional.of(new Meaning(
                classification,
                outcome,
                severity,
                record.text(principal),
                record.text(action),
                resources,
                address,
                "",
                ""));
    }

    /** An action is {@code object:verb}; where the verb is not a known one, its first word may be. */
    private static int activity(String action) {
        String verb = action.substring(action.lastIndexOf(':') + 1);
        int known = Verbs.activity(verb.split("[-_. ]", 2)[0]);
        return known == Classification.UNKNOWN && !action.isEmpty() ? Classification.OTHER : known;
    }

    private static Outcome outcome(String word) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        return Outcome.UNKNOWN;
    }

    private static void metadata(OcsfWriter out, Event event, JsonTape record) throws IOException {
        record.takeText(JsonTape.ROOT, "uid");
        record.takeText(JsonTape.ROOT, "source");
        out.object("metadata").text("uid", event.key().uid());
        out.text("original_time", record, record.takeText(JsonTape.ROOT, "time"));
        Common.profiles(out);
        out.object("product")
                .text("name", event.key().source())
                .text("vendor_name", PROVIDER)
                .end();
        out.end();
    }

    private static void api(OcsfWriter out, Event event, JsonTape record, int action) throws IOException {
        out.object("api");
        if (action == JsonTape.NONE) {
            out.text("operation", "unknown");
        }
        out.text("operation", record, action);
        out.object("service").text("name", event.key().source()).end();
        int request = record.takeText(JsonTape.ROOT, "requestId");
        if (request != JsonTape.NONE) {
            out.object("request").text("uid", record, request).end();
        }
        int reason = record.takeText(JsonTape.ROOT, "reason");
        if (reason != JsonTape.NONE) {
            out.object("response").text("error", record, reason).end();
        }
        out.end();
    }

    private static void actor(OcsfWriter out, JsonTape record, int principal) throws IOException {
        out.object("actor");
        if (principal == JsonTape.NONE) {
            out.text("app_name", "unknown");
        } else {
            boolean arn = record.text(principal).startsWith("arn:");
            out.object("user").text(arn ? "uid" : "name", record, principal).end();
        }
        out.end();
    }

    private static void resource(OcsfWriter out, JsonTape record, int resource) throws IOException {
        if (resource != JsonTape.NONE) {
            int version = record.takeText(JsonTape.ROOT, "version");
            out.list("resources").item().text("uid", record, resource).text("version", record, version);
            out.end().end();
        }
    }
}
