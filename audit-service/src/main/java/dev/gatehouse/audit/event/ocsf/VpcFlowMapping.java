package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.Outcome;
import dev.gatehouse.audit.event.Utf8;
import dev.gatehouse.audit.event.line.Fields;
import dev.gatehouse.audit.event.line.VpcFlowLine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of a VPC Flow Log under its header, with a line feed between. What is known of the network interface (its id, its
 * instance and so on) belongs to the endpoint that {@code flow-direction} says; without it, to neither, and stays unmapped.
 * Lines that are longer than OCSF's texts are none.
 */
final class VpcFlowMapping implements FormatMapping {
    @Override
    public Optional<Meaning> map(Event event, Workspace work) throws IOException {
        if (event.raw().length() > JsonTape.MAX_STRING || Utf8.firstMalformed(event.raw()) >= 0) {
            return Optional.empty();
        }
        String[] lines = event.raw().text().split("\n", -1);
        if (lines.length != 2) {
            return Optional.empty();
        }
        Optional<Fields> fields =
                VpcFlowLine.columns(lines[0]).flatMap(columns -> VpcFlowLine.parse(columns, lines[1]));
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Writing(fields.get(), work.out()).write(event));
    }

    private static final class Writing {
        private static final int TRAFFIC = 6;
        private static final int REFUSE = 5;
        private static final int INBOUND = 1;
        private static final int OUTBOUND = 2;
        private static final int MAX_PORT = 65_535;

        private final Fields fields;
        private final OcsfWriter out;
        private final String interfaceId;
        private final String source;
        private final String destination;
        private final int direction;

        Writing(Fields fields, OcsfWriter out) {
            this.fields = fields;
            this.out = out;
            interfaceId = fields.get("interface-id");
            source = fields.take("srcaddr");
            destination = fields.take("dstaddr");
            direction = switch (fields.get("flow-direction")) {
                case "ingress" -> INBOUND;
                case "egress" -> OUTBOUND;
                default -> 0;
            };
            if (direction != 0) {
                fields.take("flow-direction");
            }
        }

        Meaning write(Event event) throws IOException {
            String action = fields.get("action");
            String logStatus = fields.take("log-status");
            Outcome outcome = outcome(action);
            Classification classification = new Classification(Classification.NETWORK_ACTIVITY, activity(action));
            if (outcome != Outcome.UNKNOWN) {
                fields.take("action");
            }
            int severity = Common.severity(outcome);
            String account = fields.take("account-id");
            String region = fields.take("region");

            Common.head(out, event, classification, severity);
            if (classification.activityId() == Classification.OTHER) {
                out.text("activity_name", logStatus.isEmpty() ? "Other" : logStatus);
            }
            Common.status(out, outcome);
            times();
            metadata(event, logStatus);
            cloud(account, region);
            endpoints();
            connection();
            traffic();
            out.unmapped(fields);
            String what = action.isEmpty() ? logStatus : action;
            return new Meaning(
                    classification,
                    outcome,
                    severity,
                    "",
                    what.isEmpty() ? "network" : "network:" + what.toLowerCase(Locale.ROOT),
                    interfaceId.isEmpty() ? List.of() : List.of(interfaceId),
                    source,
                    account,
                    region);
        }

        private static Outcome outcome(String action) {
            return switch (action) {
                case "ACCEPT" -> Outcome.SUCCESS;
                case "REJECT" -> Outcome.DENIED;
                default -> Outcome.UNKNOWN;
            };
        }

        private static int activity(String action) {
            return switch (action) {
                case "ACCEPT" -> TRAFFIC;
                case "REJECT" -> REFUSE;
                default -> Classification.OTHER;
            };
        }

        private void times() throws IOException {
            long last = Long.MAX_VALUE / 1_000;
            out.number("start_time", millis(fields.takeNumber("start", last)));
            out.number("end_time", millis(fields.takeNumber("end", last)));
        }

        private static OptionalLong millis(OptionalLong seconds) {
            return seconds.isPresent() ? OptionalLong.of(seconds.getAsLong() * 1_000) : seconds;
        }

        private void metadata(Event event, String logStatus) throws IOException {
            out.object("metadata").text("uid", event.key().uid());
            out.text("event_code", logStatus);
            Common.profiles(out);
            out.object("product").text("name", "VPC Flow Logs").text("vendor_name", "AWS");
            out.text("version", fields.take("version")).end().end();
        }

        private void cloud(String account, String region) throws IOException {
            out.object("cloud").text("provider", "AWS").text("region", region);
            out.text("zone", fields.take("az-id"));
            if (!account.isEmpty()) {
                out.object("account").text("uid", account).end();
            }
            out.end();
        }

        private void endpoints() throws IOException {
            if (!source.isEmpty()) {
                out.object("src_endpoint");
                endpoint(source, "srcport", direction == OUTBOUND);
            }
            out.object("dst_endpoint");
            boolean nothingElse = destination.isEmpty() && !interfaceId.isEmpty();
            endpoint(destination, "dstport", direction == INBOUND || nothingElse);
        }

        private void endpoint(String address, String port, boolean ours) throws IOException {
            boolean named =
                    ours && !(interfaceId.isEmpty() && fields.get("instance-id").isEmpty());
            if (!address.isEmpty() || !named) {
                Common.address(out, address);
            }
            number("port", port, MAX_PORT);
            if (ours) {
                out.text("interface_uid", fields.take("interface-id"))
                        .text("instance_uid", fields.take("instance-id"))
                        .text("subnet_uid", fields.take("subnet-id"))
                        .text("vpc_uid", fields.take("vpc-id"));
            }
            out.end();
        }

        private void connection() throws IOException {
            out.object("connection_info").number("direction_id", direction);
            protocol();
            number("tcp_flags", "tcp-flags", Integer.MAX_VALUE);
            String address = source.isEmpty() ? destination : source;
            if (IpAddress.isOne(address)) {
                out.number("protocol_ver_id", address.indexOf(':') >= 0 ? 6 : 4);
            }
            out.end();
        }

        private void protocol() throws IOException {
            switch (fields.get("protocol")) {
                case "1" -> out.text("protocol_name", "icmp");
                case "6" -> out.text("protocol_name", "tcp");
                case "17" -> out.text("protocol_name", "udp");
                case "58" -> out.text("protocol_name", "ipv6-icmp");
                default -> {
                    // Its number says it.
                }
            }
            number("protocol_num", "protocol", Integer.MAX_VALUE);
        }

        private void traffic() throws IOException {
            if (fields.number("bytes").isPresent() || fields.number("packets").isPresent()) {
                out.object("traffic");
                number("bytes", "bytes", Long.MAX_VALUE);
                number("packets", "packets", Long.MAX_VALUE);
                out.end();
            }
        }

        private void number(String field, String column, long highest) throws IOException {
            out.number(field, fields.takeNumber(column, highest));
        }
    }
}
