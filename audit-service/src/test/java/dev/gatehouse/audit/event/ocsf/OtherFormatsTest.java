package dev.gatehouse.audit.event.ocsf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Outcome;
import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditEventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class OtherFormatsTest {
    private static final String DETECTION = """
            {"uid":"d-1","time":"2026-03-01T10:15:30Z","rule":{"id":"cis-4.3","title":"Root was used","level":"LEVEL","version":"2",
             "tags":["attack.t1078"]},"count":3,"first":"2026-03-01T10:00:00Z","last":"2026-03-01T10:15:00Z",
             "events":[{"source":"cloudtrail/111122223333","uid":"e-1","index":70000}],"actor":"arn:aws:iam::111122223333:root",
             "address":"192.0.2.7","account":"111122223333","region":"eu-west-1","resource":"arn:aws:s3:::b"}""";

    private static final String FLOW_HEADER =
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

    private static final String GET =
            "79a59df900b949e5 amzn-s3-demo [06/Feb/2019:00:01:57 +0000] 192.0.2.3 arn:aws:iam::111122223333:user/a DD6CC733AEXAMPLE"
                    + " REST.GET.OBJECT s3-dg.pdf \"GET /amzn-s3-demo/s3-dg.pdf?versionId=1 HTTP/1.1\" 200 - 2662992 3462992 70 10"
                    + " \"https://a.example/\" \"Mozilla/5.0 \"x\" (like)\" - 9vKBE6vMhrNiWHZmb2L0mXOcqPGzQOI5 SigV4"
                    + " ECDHE-RSA-AES128-GCM-SHA256 AuthHeader amzn-s3-demo.s3.eu-west-1.amazonaws.com TLSV1.2 - -";

    @ParameterizedTest
    @EnumSource(
            value = EventFormat.class,
            names = {"GATEHOUSE", "ERASURE", "DIGEST", "ADMINISTRATION"})
    void mapsThePlatformsOwnForm(EventFormat format) {
        AuditEvent own = new AuditEvent(
                "uid-1",
                Samples.TIME,
                "config-service",
                "deploy",
                "secret:read",
                "secret:/aurora/dev/key",
                Optional.of("v3"),
                AuditEvent.Outcome.DENIED,
                Optional.of("no-grant"),
                "192.0.2.7",
                "r-1");
        String wire = new String(new AuditEventCodec().encode(own), UTF_8);
        String raw = wire.substring(0, wire.length() - 1) + ",\"details\":{\"a\":[1]}}";

        NormalizedEvent event = Samples.normalize(Samples.event(format, "config-service", raw));

        JsonNode ocsf = Samples.valid(event);
        assertThat(event.classUid()).isEqualTo(6003);
        assertThat(event.activityId()).isEqualTo(2);
        assertThat(event.severityId()).isEqualTo(2);
        assertThat(event.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(event.actor()).isEqualTo("deploy");
        assertThat(event.action()).isEqualTo("secret:read");
        assertThat(event.resource()).contains("secret:/aurora/dev/key");
        assertThat(event.address()).isEqualTo("192.0.2.7");
        assertThat(ocsf.at("/actor/user/name").asString()).isEqualTo("deploy");
        assertThat(ocsf.at("/api/request/uid").asString()).isEqualTo("r-1");
        assertThat(ocsf.at("/api/response/error").asString()).isEqualTo("no-grant");
        assertThat(ocsf.at("/resources/0/version").asString()).isEqualTo("v3");
        assertThat(ocsf.at("/metadata/product/name").asString()).isEqualTo("config-service");
        assertThat(ocsf.at("/metadata/original_time").asString()).isEqualTo("2026-03-01T10:15:30.500Z");
        assertThat(ocsf.at("/unmapped").toString()).isEqualTo("{\"details\":{\"a\":[1]}}");
    }

    @ParameterizedTest
    @CsvSource({
        "secret:read, 2",
        "secret:create-version, 1",
        "parameter:delete, 4",
        "flag:write, 3",
        "secret:frobnicate, 99",
        "login, 99"
    })
    void readsTheActivityFromTheVerb(String action, int activity) {
        NormalizedEvent event =
                Samples.normalize(Samples.event(EventFormat.GATEHOUSE, "s", "{\"action\":\"" + action + "\"}"));

        Samples.valid(event);
        assertThat(event.activityId()).isEqualTo(activity);
    }

    @ParameterizedTest
    @CsvSource({"attempt, ATTEMPT", "success, SUCCESS", "denied, DENIED", "failure, FAILURE", "else, UNKNOWN"})
    void readsTheOutcome(String word, Outcome outcome) {
        NormalizedEvent event =
                Samples.normalize(Samples.event(EventFormat.GATEHOUSE, "s", "{\"outcome\":\"" + word + "\"}"));

        Samples.valid(event);
        assertThat(event.outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"informational, 1", "low, 2", "medium, 3", "high, 4", "critical, 5", "dreadful, 3"})
    void aDetectionIsAFindingOfItsRulesLevel(String level, int severity) {
        NormalizedEvent event = Samples.normalize(
                Samples.event(EventFormat.DETECTION, "audit-service", DETECTION.replace("LEVEL", level)));

        JsonNode ocsf = Samples.valid(event);
        assertThat(event.classUid()).isEqualTo(2004);
        assertThat(event.severityId()).isEqualTo(severity);
        assertThat(event.action()).isEqualTo("detection:cis-4.3");
        assertThat(event.actor()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(event.account()).isEqualTo("111122223333");
        assertThat(ocsf.at("/count").asInt()).isEqualTo(3);
        assertThat(ocsf.at("/finding_info/title").asString()).isEqualTo("Root was used");
        assertThat(ocsf.at("/finding_info/analytic/uid").asString()).isEqualTo("cis-4.3");
        assertThat(ocsf.at("/finding_info/related_events/0/uid").asString()).isEqualTo("e-1");
        assertThat(ocsf.at("/finding_info/first_seen_time").asLong()).isEqualTo(1_772_359_200_000L);
        assertThat(ocsf.at("/unmapped/events/0/index").asInt()).isEqualTo(70_000);
        assertThat(ocsf.at("/unmapped/rule/tags/0").asString()).isEqualTo("attack.t1078");
    }

    @Test
    void aDetectionThatSaysNothingIsStillAFinding() {
        NormalizedEvent event =
                Samples.normalize(Samples.event(EventFormat.DETECTION, "s", "{\"events\":[{}],\"count\":-1}"));

        assertThat(Samples.valid(event).at("/finding_info/title").asString()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({"ACCEPT, SUCCESS, 6, network:accept", "REJECT, DENIED, 5, network:reject"})
    void aFlowIsNetworkActivity(String action, Outcome outcome, int activity, String what) {
        NormalizedEvent event = Samples.normalize(Samples.event(
                EventFormat.VPC_FLOW,
                "vpc-flow/123456789010",
                FLOW_HEADER
                        + "\n2 123456789010 eni-1 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 "
                        + action + " OK"));

        JsonNode ocsf = Samples.valid(event);
        assertThat(event.outcome()).isEqualTo(outcome);
        assertThat(event.activityId()).isEqualTo(activity);
        assertThat(event.action()).isEqualTo(what);
        assertThat(event.address()).isEqualTo("172.31.16.139");
        assertThat(event.account()).isEqualTo("123456789010");
        assertThat(event.resource()).contains("eni-1");
        assertThat(ocsf.at("/dst_endpoint/ip").asString()).isEqualTo("172.31.16.21");
        assertThat(ocsf.at("/dst_endpoint/port").asInt()).isEqualTo(22);
        assertThat(ocsf.at("/connection_info/protocol_name").asString()).isEqualTo("tcp");
        assertThat(ocsf.at("/traffic/bytes").asInt()).isEqualTo(4_249);
        assertThat(ocsf.at("/start_time").asLong()).isEqualTo(1_418_530_010_000L);
        assertThat(ocsf.at("/unmapped").toString()).isEqualTo("{\"interface-id\":\"eni-1\"}");
    }

    @ParameterizedTest
    @CsvSource({"NODATA", "SKIPDATA"})
    void aFlowWithoutDataNamesItsInterface(String status) {
        NormalizedEvent event = Samples.normalize(Samples.event(
                EventFormat.VPC_FLOW,
                "vpc-flow/123456789010",
                FLOW_HEADER + "\n2 123456789010 eni-1 - - - - - - - 1431280876 1431280934 - " + status));

        JsonNode ocsf = Samples.valid(event);
        assertThat(event.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(event.activityId()).isEqualTo(99);
        assertThat(ocsf.at("/activity_name").asString()).isEqualTo(status);
        assertThat(ocsf.at("/dst_endpoint/interface_uid").asString()).isEqualTo("eni-1");
        assertThat(ocsf.has("src_endpoint")).isFalse();
    }

    @Test
    void aFlowOfVersionFiveSaysWhoseInterfaceItIs() {
        NormalizedEvent event = Samples.normalize(Samples.event(
                EventFormat.VPC_FLOW,
                "vpc-flow/123456789010",
                "version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport dstport pkt-srcaddr"
                        + " protocol bytes packets start end action tcp-flags log-status region az-id flow-direction\n"
                        + "5 vpc-1 subnet-1 i-1 eni-1 123456789010 IPv6 2001:db8::1 2001:db8::2 443 50000 2001:db8::3"
                        + " 17 99999999999 3 1418530010 1418530070 ACCEPT 19 OK eu-west-1 euw1-az1 egress"));

        JsonNode ocsf = Samples.valid(event);
        assertThat(event.region()).isEqualTo("eu-west-1");
        assertThat(ocsf.at("/src_endpoint/instance_uid").asString()).isEqualTo("i-1");
        assertThat(ocsf.at("/src_endpoint/vpc_uid").asString()).isEqualTo("vpc-1");
        assertThat(ocsf.at("/connection_info/direction_id").asInt()).isEqualTo(2);
        assertThat(ocsf.at("/connection_info/protocol_ver_id").asInt()).isEqualTo(6);
        assertThat(ocsf.at("/connection_info/tcp_flags").asInt()).isEqualTo(19);
        assertThat(ocsf.at("/cloud/zone").asString()).isEqualTo("euw1-az1");
        assertThat(ocsf.at("/traffic/bytes").asLong()).isEqualTo(99_999_999_999L);
        assertThat(ocsf.at("/unmapped/pkt-srcaddr").asString()).isEqualTo("2001:db8::3");
    }

    /** Each version's own fields ("Available fields" of the VPC User Guide), last first, as a custom format may have them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2|version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
                "3|vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr",
                "4|region az-id sublocation-type sublocation-id",
                "5|pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path",
                "7|ecs-cluster-arn ecs-cluster-name ecs-service-name ecs-task-id ecs-container-id",
                "8|reject-reason",
                "0|some-day-s-field"
            })
    void noFieldOfAFlowIsLost(int version, String names) {
        List<String> columns = new ArrayList<>(List.of(names.split(" ", -1)));
        if (version != 2) {
            columns.add("end");
        }
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            values.add(
                    switch (column) {
                        case "version" -> "2";
                        case "start", "end" -> "1418530070";
                        case "srcport", "dstport", "protocol", "packets", "bytes", "tcp-flags" ->
                            "" + (6_000 + values.size());
                        case "flow-direction" -> "ingress";
                        default -> "value-of-" + column;
                    });
        }
        String raw = String.join(" ", columns.reversed()) + "\n" + String.join(" ", values.reversed());

        NormalizedEvent event = Samples.normalize(Samples.event(EventFormat.VPC_FLOW, "vpc-flow/1", raw));

        String ocsf = Samples.valid(event).toString();
        assertThat(event.classUid()).isEqualTo(4001);
        values.replaceAll(value -> value.equals("ingress") ? "\"direction_id\":1" : value);
        assertThat(ocsf).contains(values);
    }

    @Test
    void noFieldOfARequestToS3IsLost() {
        JsonNode ocsf = Samples.valid(Samples.normalize(Samples.event(
                EventFormat.S3_ACCESS,
                "s3-access/b",
                "owner-1 b-1 [06/Feb/2019:00:01:57 +0000] 192.0.2.3 req-1 id-1 REST.PUT.OBJECT key-1 \"PUT /p-1?q-1 HTTP/1.1\""
                        + " 503 SlowDown 4001 4002 4003 4004 \"ref-1\" \"agent-1\" ver-1 host-1 SigV4 cipher-1 AuthHeader"
                        + " hh-1 TLSv1.3 arn:ap-1 Yes new-1 new-2")));

        assertThat(ocsf.toString())
                .contains(
                        "owner-1", "b-1", "06/Feb/2019:00:01:57 +0000", "192.0.2.3", "req-1", "id-1", "REST.PUT.OBJECT")
                .contains("key-1", "PUT", "/p-1", "q-1", "HTTP/1.1", "503", "SlowDown", "4001", "4002", "4003", "4004")
                .contains("ref-1", "agent-1", "ver-1", "host-1", "SigV4", "cipher-1", "AuthHeader", "hh-1", "TLSv1.3")
                .contains("arn:ap-1", "Yes", "\"field_27\":\"new-1\"", "\"field_28\":\"new-2\"");
    }

    @Test
    void aPortThatIsNoneStaysUnmapped() {
        NormalizedEvent event = Samples.normalize(
                Samples.event(EventFormat.VPC_FLOW, "vpc-flow/1", "dstaddr dstport start\n192.0.2.1 65536 1418530010"));

        assertThat(Samples.valid(event).at("/unmapped/dstport").asString()).isEqualTo("65536");
    }

    @Test
    void aRequestToS3IsHttpActivity() {
        NormalizedEvent event = Samples.normalize(Samples.event(EventFormat.S3_ACCESS, "s3-access/amzn-s3-demo", GET));

        JsonNode ocsf = Samples.valid(event);
        assertThat(event.classUid()).isEqualTo(4002);
        assertThat(event.activityId()).isEqualTo(3);
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(event.actor()).isEqualTo("arn:aws:iam::111122223333:user/a");
        assertThat(event.action()).isEqualTo("s3.amazonaws.com:REST.GET.OBJECT");
        assertThat(event.resource()).contains("arn:aws:s3:::amzn-s3-demo/s3-dg.pdf");
        assertThat(event.address()).isEqualTo("192.0.2.3");
        assertThat(ocsf.at("/http_request/http_method").asString()).isEqualTo("GET");
        assertThat(ocsf.at("/http_request/url/path").asString()).isEqualTo("/amzn-s3-demo/s3-dg.pdf");
        assertThat(ocsf.at("/http_request/url/query_string").asString()).isEqualTo("versionId=1");
        assertThat(ocsf.at("/http_request/user_agent").asString()).isEqualTo("Mozilla/5.0 \"x\" (like)");
        assertThat(ocsf.at("/http_response/code").asInt()).isEqualTo(200);
        assertThat(ocsf.at("/traffic/bytes_out").asInt()).isEqualTo(2_662_992);
        assertThat(ocsf.at("/tls/version").asString()).isEqualTo("TLSV1.2");
        assertThat(ocsf.at("/src_endpoint/owner/uid").asString()).isEqualTo("arn:aws:iam::111122223333:user/a");
        assertThat(ocsf.at("/unmapped/object_size").asString()).isEqualTo("3462992");
    }

    @Test
    void aRefusedRequestToS3IsDenied() {
        NormalizedEvent event = Samples.normalize(
                Samples.event(EventFormat.S3_ACCESS, "s3-access/b", GET.replace(" 200 - ", " 403 AccessDenied ")));

        assertThat(Samples.valid(event).at("/api/response/error").asString()).isEqualTo("AccessDenied");
        assertThat(event.outcome()).isEqualTo(Outcome.DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "S3.EXPIRE.OBJECT, 4",
        "S3.CREATE.DELETEMARKER, 1",
        "BATCH.DELETE.OBJECT, 4",
        "S3.TRANSITION_GDA.OBJECT, 99"
    })
    void whatS3DidByItselfIsApiActivity(String operation, int activity) {
        String line =
                "o b [06/Feb/2019:00:01:57 +0000] - AmazonS3 R " + operation + " k \"-\" - - - - - - \"-\" \"-\" - h";

        NormalizedEvent event = Samples.normalize(Samples.event(EventFormat.S3_ACCESS, "s3-access/b", line));

        Samples.valid(event);
        assertThat(event.classUid()).isEqualTo(6003);
        assertThat(event.activityId()).isEqualTo(activity);
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
    }
}
