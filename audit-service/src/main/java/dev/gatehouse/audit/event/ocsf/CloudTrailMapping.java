package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.Outcome;
import java.io.IOException;
import java.util.Optional;

/**
 * CloudTrail's records, as the CloudTrail User Guide's "CloudTrail record contents" has them. Each field may be missing.
 * Of what a record has, only a session's token and what is null is left out.
 */
final class CloudTrailMapping implements FormatMapping {
    @Override
    public Optional<Meaning> map(Event event, Workspace work) throws IOException {
        JsonTape record = work.tape();
        if (!record.read(event.raw())) {
            return Optional.empty();
        }
        return Optional.of(new Writing(record, work.out()).write(event));
    }

    /** One record's. */
    private static final class Writing {
        private final JsonTape record;
        private final OcsfWriter out;
        private final CloudTrailIdentity identity;
        private final CloudTrailTarget target;
        private final int eventSource;
        private final int eventName;
        private final String source;
        private final String name;

        Writing(JsonTape record, OcsfWriter out) {
            this.record = record;
            this.out = out;
            identity = new CloudTrailIdentity(record);
            target = new CloudTrailTarget(record);
            eventSource = record.takeText(JsonTape.ROOT, "eventSource");
            eventName = record.takeText(JsonTape.ROOT, "eventName");
            source = record.text(eventSource);
            name = record.text(eventName);
        }

        Meaning write(Event event) throws IOException {
            int readOnly = record.find(JsonTape.ROOT, "readOnly");
            Classification classification = CloudTrailClasses.of(source, name, record.kind(readOnly));
            Outcome outcome = CloudTrailOutcome.of(record, name);
            int severity = Common.severity(outcome);
            Meaning meaning = meaning(classification, outcome, severity);

            Common.head(out, event, classification, severity);
            if (classification.activityId() == Classification.OTHER) {
                out.text("activity_name", record, eventName);
            }
            Common.status(out, outcome);
            metadata(event);
            cloud();
            api();
            caller();
            ofClass(classification.classUid());
            leaveOutSessionToken();
            out.unmapped(record);
            return meaning;
        }

        /** CloudTrail has the token of a session that it tells of: half a credential, and nobody asks for it. */
        private void leaveOutSessionToken() {
            int response = record.find(JsonTape.ROOT, "responseElements");
            record.take(record.find(record.find(response, "credentials"), "sessionToken"));
        }

        private Meaning meaning(Classification classification, Outcome outcome, int severity) {
            String recipient = record.text(record.findText(JsonTape.ROOT, "recipientAccountId"));
            return new Meaning(
                    classification,
                    outcome,
                    severity,
                    identity.name(),
                    source + ":" + name,
                    target.names(),
                    record.text(record.findText(JsonTape.ROOT, "sourceIPAddress")),
                    recipient.isEmpty() ? identity.account() : recipient,
                    record.text(record.findText(JsonTape.ROOT, "awsRegion")));
        }

        private void metadata(Event event) throws IOException {
            record.takeText(JsonTape.ROOT, "eventID");
            out.object("metadata").text("uid", event.key().uid());
            out.text("correlation_uid", record, record.takeText(JsonTape.ROOT, "sharedEventID"));
            out.text("original_time", record, record.takeText(JsonTape.ROOT, "eventTime"));
            out.text("event_code", record, record.takeText(JsonTape.ROOT, "eventType"));
            Common.profiles(out);
            out.object("product").text("name", "CloudTrail").text("vendor_name", "AWS");
            out.text("version", record, record.takeText(JsonTape.ROOT, "eventVersion"));
            int category = record.takeText(JsonTape.ROOT, "eventCategory");
            if (category != JsonTape.NONE) {
                out.object("feature").text("name", record, category).end();
            }
            out.end().end();
        }

        private void cloud() throws IOException {
            out.object("cloud").text("provider", "AWS");
            out.text("region", record, record.takeText(JsonTape.ROOT, "awsRegion"));
            int account = record.takeText(JsonTape.ROOT, "recipientAccountId");
            if (account != JsonTape.NONE) {
                out.object("account").text("uid", record, account).end();
            }
            out.end();
        }

        private void api() throws IOException {
            out.object("api");
            if (eventName == JsonTape.NONE) {
                out.text("operation", "unknown");
            }
            out.text("operation", record, eventName);
            out.text("version", record, record.takeText(JsonTape.ROOT, "apiVersion"));
            service("service");
            int request = record.takeText(JsonTape.ROOT, "requestID");
            if (request != JsonTape.NONE) {
                out.object("request").text("uid", record, request).end();
            }
            response();
            out.end();
        }

        private void response() throws IOException {
            int code = record.takeText(JsonTape.ROOT, "errorCode");
            int message = record.takeText(JsonTape.ROOT, "errorMessage");
            if (code != JsonTape.NONE || message != JsonTape.NONE) {
                out.object("response")
                        .text("error", record, code)
                        .text("message", record, message)
                        .end();
            }
        }

        private void service(String field) throws IOException {
            if (eventSource != JsonTape.NONE) {
                out.object(field).text("name", record, eventSource).end();
            }
        }

        private void caller() throws IOException {
            identity.writeActor(out, source);
            int address = record.takeText(JsonTape.ROOT, "sourceIPAddress");
            Common.address(out.object("src_endpoint"), record.text(address)).end();
            int agent = record.takeText(JsonTape.ROOT, "userAgent");
            if (agent != JsonTape.NONE) {
                out.object("http_request").text("user_agent", record, agent).end();
            }
        }

        private void ofClass(int classUid) throws IOException {
            switch (classUid) {
                case Classification.ACCOUNT_CHANGE -> target.writeChanged(out, identity);
                case Classification.AUTHENTICATION -> authentication();
                default -> target.writeResources(out);
            }
        }

        private void authentication() throws IOException {
            identity.writeUser(out, "user");
            service("service");
            int used = record.findText(record.find(JsonTape.ROOT, "additionalEventData"), "MFAUsed");
            if (used != JsonTape.NONE) {
                identity.writeTruth(out, "is_mfa", used, "Yes", "No");
            } else {
                identity.writeTruth(out, "is_mfa", identity.mfaAuthenticated(), "true", "false");
            }
        }
    }
}
