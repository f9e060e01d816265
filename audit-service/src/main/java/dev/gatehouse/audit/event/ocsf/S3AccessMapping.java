package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.Outcome;
import dev.gatehouse.audit.event.Utf8;
import dev.gatehouse.audit.event.line.Fields;
import dev.gatehouse.audit.event.line.S3AccessLine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of an S3 server access log. One with a request and a status is HTTP Activity; what S3 did of its own accord
 * ({@code S3.EXPIRE.OBJECT}), or as a part of another request ({@code BATCH.DELETE.OBJECT}), has no request, or none of
 * HTTP's methods, and is API Activity. A line that is longer than OCSF's texts
 * are is none.
 */
final class S3AccessMapping implements FormatMapping {
    @Override
    public Optional<Meaning> map(Event event, Workspace work) throws IOException {
        Optional<Fields> fields = event.raw().length() > JsonTape.MAX_STRING || Utf8.firstMalformed(event.raw()) >= 0
                ? Optional.empty()
                : S3AccessLine.parse(event.raw().text());
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Writing(fields.get(), work.out()).write(event));
    }

    private static final class Writing {
        private static final String SERVICE = "s3.amazonaws.com";

        /** HTTP Activity's activities, each at its number. */
        private static final List<String> METHODS =
                List.of("", "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT", "TRACE");

        private static final int REQUEST_PARTS = 3;
        private static final int FORBIDDEN = 403;
        private static final int UNAUTHORIZED = 401;
        private static final int FIRST_FAILURE = 400;

        private final Fields fields;
        private final OcsfWriter out;
        private final String[] request;
        private final int method;
        private final long status;
        private final String operation;
        private final String bucket;
        private final String key;
        private final String requester;
        private final String address;
        private final String error;

        Writing(Fields fields, OcsfWriter out) {
            this.fields = fields;
            this.out = out;
            request = fields.get("request_uri").split(" ", -1);
            status = fields.number("http_status").orElse(0);
            method = request.length == REQUEST_PARTS ? METHODS.indexOf(request[0]) : -1;
            operation = fields.take("operation");
            bucket = fields.take("bucket");
            key = fields.get("key");
            requester = fields.take("requester");
            address = fields.take("remote_ip");
            error = fields.take("error_code");
        }

        Meaning write(Event event) throws IOException {
            boolean http = method > 0 && status > 0 && status < 1_000;
            Classification classification = http
                    ? new Classification(Classification.HTTP_ACTIVITY, method)
                    : new Classification(Classification.API_ACTIVITY, apiActivity());
            Outcome outcome = outcome();
            int severity = Common.severity(outcome);
            Common.head(out, event, classification, severity);
            if (classification.activityId() == Classification.OTHER) {
                out.text("activity_name", operation);
            }
            Common.status(out, outcome);
            metadata(event);
            out.object("cloud").text("provider", "AWS").end();
            api();
            if (http) {
                http();
            } else {
                api6003();
            }
            out.unmapped(fields);
            return new Meaning(
                    classification,
                    outcome,
                    severity,
                    requester,
                    SERVICE + ":" + operation,
                    List.of(resource()),
                    address,
                    "",
                    "");
        }

        /** The object's name, with its key as the log has it (URL-encoded), or the bucket's. */
        private String resource() {
            return "arn:aws:s3:::" + bucket + (key.isEmpty() ? "" : "/" + key);
        }

        /** The second word of {@code BATCH.DELETE.OBJECT}. */
        private int apiActivity() {
            String[] words = operation.split("\\.", -1);
            String verb = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "";
            int activity = verb.equals("expire") ? Verbs.DELETE : Verbs.activity(verb);
            return activity == Classification.UNKNOWN && !operation.isEmpty() ? Classification.OTHER : activity;
        }

        private Outcome outcome() {
            if (error.startsWith("AccessDenied") || status == FORBIDDEN || status == UNAUTHORIZED) {
                return Outcome.DENIED;
            }
            return !error.isEmpty() || status >= FIRST_FAILURE ? Outcome.FAILURE : Outcome.SUCCESS;
        }

        private void metadata(Event event) throws IOException {
            out.object("metadata").text("uid", event.key().uid());
            out.text("original_time", fields.take("time"));
            Common.profiles(out);
            out.object("product")
                    .text("name", "S3 server access logs")
                    .text("vendor_name", "AWS")
                    .end();
            out.end();
        }

        private void api() throws IOException {
            out.object("api").text("operation", operation.isEmpty() ? "unknown" : operation);
            out.object("service").text("name", SERVICE).end();
            String id = fields.take("request_id");
            if (!id.isEmpty()) {
                out.object("request").text("uid", id).end();
            }
            if (!error.isEmpty()) {
                out.object("response").text("error", error).end();
            }
            out.end();
        }

        private void http() throws IOException {
            out.object("src_endpoint");
            Common.address(out, address);
            if (!requester.isEmpty()) {
                out.object("owner").text("uid", requester).end();
            }
            out.end();
            out.object("dst_endpoint").text("svc_name", SERVICE);
            out.text("domain", fields.take("host_header"))
                    .text("uid", "arn:aws:s3:::" + bucket)
                    .end();
            request();
            fields.take("http_status");
            out.number("http_status", status).object("http_response").number("code", status);
            out.number("latency", fields.takeNumber("total_time", Integer.MAX_VALUE))
                    .end();
            out.object("traffic")
                    .number("bytes_out", fields.takeNumber("bytes_sent", Long.MAX_VALUE))
                    .end();
            tls();
        }

        private void request() throws IOException {
            fields.take("request_uri");
            out.object("http_request").text("http_method", request[0]).text("version", request[2]);
            out.text("user_agent", fields.take("user_agent")).text("referrer", fields.take("referrer"));
            int query = request[1].indexOf('?');
            String path = query < 0 ? request[1] : request[1].substring(0, query);
            if (!path.isEmpty()) {
                out.object("url").text("path", path);
                out.text("query_string", query < 0 ? "" : request[1].substring(query + 1))
                        .end();
            }
            out.end();
        }

        /** OCSF wants a TLS object to have its version. */
        private void tls() throws IOException {
            String version = fields.take("tls_version");
            if (!version.isEmpty()) {
                out.object("tls")
                        .text("version", version)
                        .text("cipher", fields.take("cipher_suite"))
                        .end();
            }
        }

        private void api6003() throws IOException {
            out.object("actor");
            if (requester.isEmpty()) {
                out.text("app_name", SERVICE);
            } else {
                out.object("user").text("uid", requester).end();
            }
            out.end().object("src_endpoint");
            Common.address(out, address).end();
            fields.take("key");
            out.list("resources").item().text("uid", resource()).end().end();
            String agent = fields.take("user_agent");
            if (!agent.isEmpty()) {
                out.object("http_request").text("user_agent", agent).end();
            }
        }
    }
}
