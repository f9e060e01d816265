package dev.gatehouse.audit.event.ocsf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Records;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailLimits;
import dev.gatehouse.audit.ingest.cloudtrail.RealFiles;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever comes in has a meaning, and one that OCSF allows. */
class TotalityTest {
    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "123456789012345678901234567890",
            "\"\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "{}",
            "[]",
            "[[],{},null,\"x\"]",
            "{\"arn\":{\"arn\":1},\"userName\":[],\"ARN\":\"a\"}",
            "[{\"ARN\":1},{\"ARN\":\"a\",\"accountId\":{}},7]");

    @Test
    void aRecordWithStrangeValuesIsStillValid() {
        Random random = new Random(11);
        List<Event> real = RealFiles.all().stream()
                .flatMap(file -> ((Records) file.read(CloudTrailLimits.DEFAULT)).events().stream())
                .toList();
        for (int i = 0; i < 1_000; i++) {
            JsonNode record = JsonMapper.shared()
                    .readTree(real.get(random.nextInt(real.size())).raw().copy());
            for (int j = random.nextInt(1, 6); j > 0; j--) {
                spoil(record, random);
            }

            NormalizedEvent event = Samples.normalize(
                    Samples.event(EventFormat.CLOUDTRAIL, "cloudtrail/111122223333", record.toString()));

            Samples.valid(event);
            assertThat(event.classUid()).isNotZero();
        }
    }

    /** Puts a strange value at a random place. */
    private static void spoil(JsonNode at, Random random) {
        JsonNode node = at;
        while (node.isContainer() && !node.isEmpty()) {
            int index = random.nextInt(node.size());
            JsonNode child = node.values().stream().skip(index).findFirst().orElseThrow();
            if (!child.isContainer() || child.isEmpty() || random.nextInt(3) == 0) {
                JsonNode strange = JsonMapper.shared().readTree(STRANGE.get(random.nextInt(STRANGE.size())));
                if (node instanceof ObjectNode object) {
                    object.set(
                            object.propertyNames().stream()
                                    .skip(index)
                                    .findFirst()
                                    .orElseThrow(),
                            strange);
                } else {
                    ((ArrayNode) node).set(index, strange);
                }
                return;
            }
            node = child;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[]", "7", "{", "{}{}", "{\"a\":1,}", "\u0000", "{\"a\":\"\u0001\"}", "a\nb\nc"
            })
    void whatIsNotOfItsFormatIsABaseEvent(String raw) {
        for (EventFormat format : EventFormat.values()) {
            NormalizedEvent event = Samples.normalize(Samples.event(format, "s", raw));

            JsonNode ocsf = Samples.valid(event);
            assertThat(event.classUid()).isZero();
            assertThat(ocsf.at("/unmapped/raw_data_size").asInt()).isEqualTo(raw.length());
            assertThat(ocsf.at("/unmapped/raw_data_hash").asString()).hasSize(64);
        }
    }

    @ParameterizedTest
    @EnumSource(EventFormat.class)
    void nothingIsThrownWhateverTheBytesAre(EventFormat format) {
        Random random = new Random(13);
        String alphabet = "{}[]\":,\\u0 -\n\"aé\ud83d\ude00";
        assertThatNoException().isThrownBy(() -> {
            for (int i = 0; i < 500; i++) {
                StringBuilder raw = new StringBuilder(random.nextBoolean() ? "{\"action\":" : "start dstaddr\n1");
                for (int j = random.nextInt(30); j > 0; j--) {
                    raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                Samples.valid(Samples.normalize(Samples.event(format, "s", raw.toString())));
            }
        });
    }

    @Test
    void whatIsNotUtf8IsABaseEvent() {
        Event event = event(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, '"', '}'}, Samples.TIME);

        assertThat(Samples.normalize(event).classUid()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void aTimeBeyondTheCalendarHasNoText(String time) {
        NormalizedEvent event = Samples.normalize(event(new byte[] {'{', '}'}, Instant.parse(time)));

        assertThat(OcsfSchema.tree(event).has("time_dt")).isFalse();
        assertThat(OcsfSchema.tree(event).get("time").isIntegralNumber()).isTrue();
    }

    @Test
    void deepJsonIsMappedOrABaseEvent() {
        String fits = "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}";
        String tooDeep = "{\"a\":" + "[".repeat(1_001) + "]".repeat(1_001) + "}";

        assertThat(Samples.normalize(Samples.cloudTrail(fits)).classUid()).isEqualTo(6003);
        assertThat(Samples.normalize(Samples.cloudTrail(tooDeep)).classUid()).isZero();
    }

    /** CloudTrail's own bound of a record is 1 MB. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventSource\":\"LONG\"}",
                "{\"eventName\":\"LONG\",\"eventSource\":\"iam.amazonaws.com\"}",
                "{\"eventID\":\"LONG\",\"eventTime\":\"LONG\",\"eventType\":\"LONG\",\"requestID\":\"LONG\"}",
                "{\"sourceIPAddress\":\"LONG\",\"userAgent\":\"LONG\",\"awsRegion\":\"LONG\",\"errorCode\":\"LONG\"}",
                "{\"userIdentity\":{\"arn\":\"LONG\",\"userName\":\"LONG\",\"accountId\":\"LONG\",\"type\":\"LONG\"}}",
                "{\"requestParameters\":{\"bucketName\":\"LONG\",\"LONG\":[{\"LONG\":\"LONG\"}]}}",
                "{\"resources\":[{\"ARN\":\"LONG\",\"type\":\"LONG\",\"accountId\":\"LONG\"}]}",
                "{\"eventName\":\"ConsoleLogin\",\"eventSource\":\"signin.amazonaws.com\",\"additionalEventData\":{\"MFAUsed\":\"LONG\"}}",
                "{\"LONG\":\"LONG\"}"
            })
    void valuesOfAMegabyteAreMappedAndNamesAreNot(String form) {
        boolean isName = form.contains("LONG\":");
        for (String unit : List.of("x", "\\\"", "\\u0000", "é", "\ud83d\ude00", ":", "1.")) {
            String raw = form.replace("LONG", unit.repeat((1 << 20) / unit.length()));

            NormalizedEvent event = Samples.normalize(Samples.event(EventFormat.CLOUDTRAIL, "s", raw));

            Samples.valid(event);
            assertThat(event.classUid() == 0).isEqualTo(isName);
            assertThat(event.actor().length()
                            + event.action().length()
                            + event.address().length())
                    .isLessThanOrEqualTo(3 * Meaning.MAX_TEXT);
            assertThat(event.ocsf().length()).isBetween(isName ? 1 : 1 << 20, raw.length() * 2 + 4_096);
        }
    }

    @Test
    void aNumberStaysAsItStandsOrIsABaseEvent() {
        String most = "7".repeat(1_000);

        NormalizedEvent fits = Samples.normalize(Samples.cloudTrail("{'a':" + most + "}"));
        NormalizedEvent tooLong = Samples.normalize(Samples.cloudTrail("{'a':" + most + "7}"));

        assertThat(fits.ocsf().text()).endsWith("\"unmapped\":{\"a\":" + most + "}}");
        assertThat(tooLong.classUid()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = EventFormat.class,
            names = {"VPC_FLOW", "S3_ACCESS"})
    void aLineIsMappedUpToTheLengthOfATextOfOcsf(EventFormat format) {
        String line = format == EventFormat.VPC_FLOW
                ? "start dstaddr\n1 "
                : "o b [06/Feb/2019:00:01:57 +0000] 192.0.2.3 - R O k \"-\" - - - - - - \"-\" \"-\" - ";
        String most = line + "x".repeat(JsonTape.MAX_STRING - line.length());

        NormalizedEvent fits = Samples.normalize(Samples.event(format, "s", most));
        NormalizedEvent tooLong = Samples.normalize(Samples.event(format, "s", most + "x"));

        Samples.valid(fits);
        assertThat(fits.classUid()).isNotZero();
        assertThat(tooLong.classUid()).isZero();
    }

    @Test
    void manyFieldsHideNone() {
        StringBuilder others = new StringBuilder("{");
        for (int i = 0; i < 2_000; i++) {
            others.append("'other").append(i).append("':").append(i).append(',');
        }

        NormalizedEvent event = Samples.normalize(
                Samples.cloudTrail(others + "'eventSource':'s3.amazonaws.com','eventName':'GetObject'}"));

        assertThat(event.action()).isEqualTo("s3.amazonaws.com:GetObject");
        assertThat(Samples.valid(event).at("/unmapped").size()).isEqualTo(2_000);
    }

    @Test
    void aLargeEventLeavesNothingToTheNextOne() {
        OcsfNormalizer normalizer = new OcsfNormalizer();
        Event small = Samples.cloudTrail("{'eventName':'GetObject'}");
        NormalizedEvent before = normalizer.normalize(small);
        normalizer.normalize(Samples.cloudTrail("{'eventSource':'a','b':[" + "1,".repeat(1_000_000) + "1]}"));

        NormalizedEvent after = normalizer.normalize(small);

        assertThat(after).isEqualTo(before);
    }

    @Test
    void damagedRecordsAreMappedOrBaseEvents() {
        Random random = new Random(19);
        List<Event> real = RealFiles.all().stream()
                .flatMap(file -> ((Records) file.read(CloudTrailLimits.DEFAULT)).events().stream())
                .toList();
        int mapped = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] raw = real.get(random.nextInt(real.size())).raw().copy();
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                raw[random.nextInt(raw.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextInt(4) > 0 ? raw : Arrays.copyOf(raw, random.nextInt(raw.length));

            NormalizedEvent event = Samples.normalize(event(cut, Samples.TIME));

            Samples.valid(event);
            mapped += event.classUid() == 0 ? 0 : 1;
        }
        assertThat(mapped).isBetween(200, 1_800);
    }

    @ParameterizedTest
    @EnumSource(
            value = EventFormat.class,
            names = {"VPC_FLOW", "S3_ACCESS"})
    void damagedLinesAreMappedOrBaseEvents(EventFormat format) {
        Random random = new Random(23);
        String good = format == EventFormat.VPC_FLOW
                ? "version account-id srcaddr dstaddr dstport start action\n2 1 192.0.2.1 ::1 443 1418530010 ACCEPT"
                : "o b [06/Feb/2019:00:01:57 +0000] 192.0.2.3 - R REST.GET.OBJECT k \"GET /k?q HTTP/1.1\" 200 - 1 2 3 4"
                        + " \"-\" \"agent\" - h";
        int mapped = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] raw = good.getBytes(UTF_8);
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                raw[random.nextInt(raw.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : " \"[]-?\n\0".charAt(random.nextInt(8)));
            }

            NormalizedEvent event = Samples.normalize(new Event(
                    new EventKey("s", "u"),
                    Samples.TIME,
                    format,
                    DigestVerdict.NOT_APPLICABLE,
                    Optional.empty(),
                    ByteSlice.of(raw)));

            Samples.valid(event);
            mapped += event.classUid() == 0 ? 0 : 1;
        }
        assertThat(mapped).isBetween(300, 2_700);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", " ", "[", "]", "\" \"", "\" 2", "?", "é"})
    void linesOfAMegabyteAreBaseEvents(String unit) {
        String large = unit.repeat((1 << 20) / unit.length());
        String s3 = "o b [06/Feb/2019:00:01:57 +0000] 192.0.2.3 - R REST.GET.OBJECT k \"GET /" + large
                + " HTTP/1.1\" 200 - 1 2 3 4 \"" + large + "\" \"" + large + "\"";
        String flow = "start dstaddr action\n1 " + large + " ACCEPT";

        NormalizedEvent request = Samples.normalize(Samples.event(EventFormat.S3_ACCESS, "s", s3));
        NormalizedEvent traffic = Samples.normalize(Samples.event(EventFormat.VPC_FLOW, "s", flow));

        assertThat(Samples.normalize(Samples.event(EventFormat.S3_ACCESS, "s", large))
                        .classUid())
                .isZero();
        assertThat(Samples.normalize(Samples.event(EventFormat.VPC_FLOW, "s", large))
                        .classUid())
                .isZero();
        assertThat(Samples.valid(request).get("class_uid").asInt()).isZero();
        assertThat(Samples.valid(traffic).get("class_uid").asInt()).isZero();
    }

    private static Event event(byte[] raw, Instant time) {
        return new Event(
                new EventKey("s", "u"),
                time,
                EventFormat.CLOUDTRAIL,
                DigestVerdict.UNCHECKED,
                Optional.empty(),
                ByteSlice.of(raw));
    }
}
