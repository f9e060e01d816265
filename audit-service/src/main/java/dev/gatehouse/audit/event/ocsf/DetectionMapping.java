package dev.gatehouse.audit.event.ocsf;

import com.fasterxml.jackson.core.JsonToken;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a rule found: {@code uid}, {@code time}, {@code rule} ({@code id}, {@code title}, {@code level} as Sigma has it,
 * {@code version}, {@code description}), {@code count}, {@code first} and {@code last} (RFC 3339), {@code events} (each
 * {@code source}, {@code uid}, {@code index}), and of the events what they share: {@code actor}, {@code action},
 * {@code resource}, {@code address}, {@code account}, {@code region}. Each may be missing, others stay unmapped.
 */
final class DetectionMapping implements FormatMapping {
    private static final int CREATE = 1;
    private static final int NEW = 1;
    private static final int ANALYTIC_RULE = 1;
    private static final int MEDIUM = 3;

    @Override
    public Optional<Meaning> map(Event event, Workspace work) throws IOException {
        JsonTape record = work.tape();
        if (!record.read(event.raw())) {
            return Optional.empty();
        }
        return Optional.of(new Writing(record, work.out()).write(event));
    }

    private static final class Writing {
        private final JsonTape record;
        private final OcsfWriter out;
        private final int rule;
        private final int actor;
        private final int resource;
        private final int address;
        private final int account;
        private final int region;

        Writing(JsonTape record, OcsfWriter out) {
            this.record = record;
            this.out = out;
            rule = record.find(JsonTape.ROOT, "rule");
            actor = record.takeText(JsonTape.ROOT, "actor");
            resource = record.takeText(JsonTape.ROOT, "resource");
            address = record.takeText(JsonTape.ROOT, "address");
            account = record.takeText(JsonTape.ROOT, "account");
            region = record.takeText(JsonTape.ROOT, "region");
        }

        Meaning write(Event event) throws IOException {
            Classification classification = new Classification(Classification.DETECTION_FINDING, CREATE);
            int severity = severity(record.text(record.takeText(rule, "level")));
            String ruleId = record.text(record.findText(rule, "id"));
            Common.head(out, event, classification, severity);
            out.number("status_id", NEW).text("status", "New");
            count();
            metadata(event);
            cloud();
            findingInfo(event, ruleId);
            resources();
            evidences();
            out.unmapped(record);
            return new Meaning(
                    classification,
                    Outcome.UNKNOWN,
                    severity,
                    record.text(actor),
                    "detection:" + ruleId,
                    resource == JsonTape.NONE ? List.of() : List.of(record.text(resource)),
                    record.text(address),
                    record.text(account),
                    record.text(region));
        }

        /** A level that Sigma does not have is medium, so that nobody overlooks it. */
        private static int severity(String level) {
            return switch (level) {
                case "informational" -> 1;
                case "low" -> 2;
                case "high" -> 4;
                case "critical" -> 5;
                default -> MEDIUM;
            };
        }

        private void count() throws IOException {
            int count = record.find(JsonTape.ROOT, "count");
            if (record.kind(count) == JsonToken.VALUE_NUMBER_INT && record.end(count) - record.start(count) < 10) {
                out.number("count", record.number(record.take(count)));
            }
        }

        private void metadata(Event event) throws IOException {
            record.takeText(JsonTape.ROOT, "uid");
            out.object("metadata").text("uid", event.key().uid());
            out.text("original_time", record, record.takeText(JsonTape.ROOT, "time"));
            Common.profiles(out);
            out.object("product").text("name", event.key().source()).text("vendor_name", GatehouseMapping.PROVIDER);
            out.end().end();
        }

        private void cloud() throws IOException {
            boolean aws = account != JsonTape.NONE || region != JsonTape.NONE;
            out.object("cloud").text("provider", aws ? "AWS" : GatehouseMapping.PROVIDER);
            out.text("region", record, region);
            if (account != JsonTape.NONE) {
                out.object("account").text("uid", record, account).end();
            }
            out.end();
        }

        private void findingInfo(Event event, String ruleId) throws IOException {
            int title = record.takeText(rule, "title");
            out.object("finding_info").text("uid", event.key().uid());
            out.text("title", title == JsonTape.NONE ? nameOf(ruleId) : record.text(title));
            out.text("desc", record, record.takeText(rule, "description"));
            time("first_seen_time", record.findText(JsonTape.ROOT, "first"));
            time("last_seen_time", record.findText(JsonTape.ROOT, "last"));
            out.object("analytic").text("uid", nameOf(ruleId)).text("name", record, title);
            record.takeText(rule, "id");
            out.text("version", record, record.takeText(rule, "version"));
            out.text("type", "Rule").number("type_id", ANALYTIC_RULE).end();
            relatedEvents();
            out.end();
        }

        private static String nameOf(String ruleId) {
            return ruleId.isEmpty() ? "unknown" : ruleId;
        }

        private void time(String field, int value) throws IOException {
            OptionalLong millis = Common.millis(record.text(value));
            if (millis.isPresent()) {
                out.number(field, millis);
                record.take(value);
            }
        }

        /** Their places in the log stay unmapped. */
        private void relatedEvents() throws IOException {
            List<Integer> named = new ArrayList<>();
            int events = record.find(JsonTape.ROOT, "events");
            for (int item = record.first(events); item != JsonTape.NONE; item = record.after(item)) {
                if (record.findText(item, "uid") != JsonTape.NONE) {
                    named.add(item);
                }
            }
            if (!named.isEmpty()) {
                out.list("related_events");
                for (int item : named) {
                    out.item().text("uid", record, record.findText(item, "uid"));
                    out.text("product_uid", record, record.findText(item, "source"))
                            .end();
                }
                out.end();
            }
        }

        private void resources() throws IOException {
            if (resource != JsonTape.NONE) {
                out.list("resources").item().text("uid", record, resource).end().end();
            }
        }

        private void evidences() throws IOException {
            if (actor == JsonTape.NONE && address == JsonTape.NONE) {
                return;
            }
            out.list("evidences").item();
            if (actor != JsonTape.NONE) {
                out.object("actor")
                        .object("user")
                        .text("name", record, actor)
                        .end()
                        .end();
            }
            if (address != JsonTape.NONE) {
                Common.address(out.object("src_endpoint"), record.text(address)).end();
            }
            out.end().end();
        }
    }
}
