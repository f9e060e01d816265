package dev.gatehouse.audit.event.ocsf;

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
