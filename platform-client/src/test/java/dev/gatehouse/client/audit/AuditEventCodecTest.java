package dev.gatehouse.client.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventCodecTest {
    private static final String CANARY = "canary-7f3a";

    private static final String LINE = """
            {"uid":"u","time":"2026-03-01T10:15:30.500Z","source":"config-service","principal":"app:a",\
            "action":"secret:read","resource":"secret:/a/b","version":"v2","outcome":"denied","reason":"no-grant",\
            "sourceAddress":"::1","requestId":"r"}""";

    private final AuditEventCodec codec = new AuditEventCodec();

    @Test
    void writesTheStableWireForm() {
        AuditEvent event = event(Optional.of("v2"), AuditEvent.Outcome.DENIED, Optional.of("no-grant"));

        byte[] bytes = codec.encode(event);

        assertThat(new String(bytes, UTF_8)).isEqualTo(LINE);
    }

    @Test
    void leavesOutWhatIsAbsent() {
        AuditEvent event = event(Optional.empty(), AuditEvent.Outcome.SUCCESS, Optional.empty());

        byte[] bytes = codec.encode(event);

        assertThat(new String(bytes, UTF_8)).doesNotContain("version", "reason", "null");
        assertThat(codec.decode(bytes)).isEqualTo(event);
    }

    @ParameterizedTest
    @EnumSource
    void readsEachOutcomeItWrote(AuditEvent.Outcome outcome) {
        AuditEvent event = event(Optional.of("1"), outcome, Optional.of("why"));

        AuditEvent read = codec.decode(codec.encode(event));

        assertThat(read).isEqualTo(event);
    }

    @Test
    void readsBackWhateverTextItWasGiven() {
        Random random = new Random(20_260_301);
        for (int i = 0; i < 2_000; i++) {
            AuditEvent event = withTexts(() -> text(random, 40));

            byte[] bytes = codec.encode(event);

            assertThat(codec.decode(bytes)).isEqualTo(event);
            assertThat(bytes).doesNotContain('\n');
        }
    }

    @Test
    void holdsTheLargestEventThatCanBeMade() {
        AuditEvent event = withTexts(() -> "\u0001".repeat(AuditEvent.MAX_TEXT + 1));

        byte[] bytes = codec.encode(event);

        assertThat(bytes).hasSizeLessThanOrEqualTo(AuditEventCodec.MAX_BYTES);
        assertThat(codec.decode(bytes)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "2024-02-29T12:00:00.000001Z"})
    void readsBackTimesFromYear0To9999(String time) {
        AuditEvent event = at(Instant.parse(time));

        AuditEvent read = codec.decode(codec.encode(event));

        assertThat(read.time()).isEqualTo(event.time());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59.999999999Z", "+10000-01-01T00:00:00Z"})
    void refusesToWriteOtherYears(String time) {
        AuditEvent event = at(Instant.parse(time));

        assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(event));
    }

    @Test
    void readsFieldsInAnyOrderAndWithSpaceBetween() {
        String line = "{ \"requestId\" : \"r\" ," + LINE.substring(1).replace(",\"requestId\":\"r\"", " ");

        AuditEvent read = codec.decode(line.getBytes(UTF_8));

        assertThat(read).isEqualTo(codec.decode(LINE.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"uid", "time", "source", "principal", "action", "resource", "outcome", "sourceAddress"})
    void refusesAnEventWithoutAFieldThatItNeeds(String field) {
        String line = LINE.replaceFirst("\"" + field + "\":\"[^\"]*\",", "");

        assertThat(line).isNotEqualTo(LINE);
        assertRefused(line.getBytes(UTF_8), field + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "true", "{}", "[]", "[\"u\"]"})
    void refusesAValueThatIsNoString(String value) {
        assertRefused(LINE.replace("\"u\"", value).getBytes(UTF_8), "uid is not a string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T10:15:30",
                "2026-03-01T10:15:30+00:00",
                "2026-03-01t10:15:30z",
                "2026-03-01 10:15:30Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T23:59:60Z",
                "2026-03-01T10:15:30.Z",
                "2026-03-01T10:15:30.1234567890Z",
                "2026-02-30T10:15:30Z",
                "2026-13-01T10:15:30Z",
                "+12026-03-01T10:15:30Z",
                "1767225600",
                ""
            })
    void refusesATimeThatIsNotRfc3339InUtc(String time) {
        assertRefused(LINE.replace("2026-03-01T10:15:30.500Z", time).getBytes(UTF_8), "time is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DENIED", "Denied", "", "ok"})
    void refusesAnOutcomeThatItDoesNotKnow(String outcome) {
        assertRefused(LINE.replace("denied", outcome).getBytes(UTF_8), "outcome is not");
    }

    @Test
    void refusesAnUnknownFieldWithoutQuotingIt() {
        assertRefused(LINE.replace("\"reason\"", "\"" + CANARY + "\"").getBytes(UTF_8), "unknown field");
    }

    @Test
    void refusesARepeatedField() {
        assertRefused(
                LINE.replace("{\"uid\"", "{\"uid\":\"" + CANARY + "\",\"uid\"").getBytes(UTF_8), "distinct");
    }

    @Test
    void takesATextOfTheMaximumLengthAndRefusesOneMore() {
        String longest = LINE.replace("\"u\"", "\"" + "x".repeat(AuditEvent.MAX_TEXT) + "\"");
        String longer = LINE.replace("\"u\"", "\"" + "x".repeat(AuditEvent.MAX_TEXT + 1) + "\"");

        AuditEvent read = codec.decode(longest.getBytes(UTF_8));

        assertThat(read.uid()).hasSize(AuditEvent.MAX_TEXT);
        assertRefused(longer.getBytes(UTF_8), "uid is too long");
    }

    @Test
    void takesTheMaximumOfBytesAndRefusesOneMore() {
        byte[] longest = Arrays.copyOf(LINE.getBytes(UTF_8), AuditEventCodec.MAX_BYTES);
        Arrays.fill(longest, LINE.length(), longest.length, (byte) ' ');
        byte[] longer = Arrays.copyOf(longest, longest.length + 1);
        longer[longest.length] = ' ';

        AuditEvent read = codec.decode(longest);

        assertThat(read.uid()).isEqualTo("u");
        assertRefused(longer, "more than 131072 bytes");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        for (String bad :
                List.of("\u00ff", "\u00c3", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080")) {
            byte[] line = LINE.replace("\"u\"", "\"" + CANARY + bad + "\"").getBytes(ISO_8859_1);

            assertRefused(line, "not UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "\"canary-7f3a\"",
                "[]",
                "{",
                "{}",
                "canary-7f3a",
                "{canary-7f3a:1}",
                "{'uid':'canary-7f3a'}",
                "{\"uid\":\"canary-7f3a",
                "{\"uid\":\"canary-7f3a\\x\"}",
                "{\"uid\":\"canary-7f3a\u0000\"}"
            })
    void refusesGarbage(String garbage) {
        assertRefused(garbage.getBytes(UTF_8), "");
    }

    @Test
    void refusesWhatFollowsTheEvent() {
        for (String more : List.of("{}", "x", ",", "\"" + CANARY + "\"", "\u0000", LINE)) {
            assertRefused((LINE + more).getBytes(UTF_8), "");
        }
    }

    @Test
    void refusesEveryPartOfAnEvent() {
        byte[] line = LINE.getBytes(UTF_8);
        for (int length = 0; length < line.length; length++) {
            assertRefused(Arrays.copyOf(line, length), "");
        }
    }

    @Test
    void meetsRandomBytesWithItsOwnExceptionOnly() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] line = LINE.getBytes(UTF_8);
            line[random.nextInt(line.length)] = (byte) random.nextInt(256);
            line[random.nextInt(line.length)] = (byte) random.nextInt(256);
            try {
                assertThat(codec.decode(line).uid()).isNotNull();
            } catch (MalformedEvent e) {
                assertThat(e).hasNoCause();
            }
        }
    }

    private void assertRefused(byte[] line, String because) {
        assertThatThrownBy(() -> codec.decode(line))
                .isInstanceOf(MalformedEvent.class)
                .hasNoCause()
                .hasMessageContaining(because)
                .hasMessageNotContaining(CANARY);
    }

    private static AuditEvent event(Optional<String> version, AuditEvent.Outcome outcome, Optional<String> reason) {
        return new AuditEvent(
                "u",
                Instant.parse("2026-03-01T10:15:30.5Z"),
                "config-service",
                "app:a",
                "secret:read",
                "secret:/a/b",
                version,
                outcome,
                reason,
                "::1",
                "r");
    }

    private static AuditEvent at(Instant time) {
        return new AuditEvent(
                "u",
                time,
                "s",
                "p",
                "a",
                "r",
                Optional.empty(),
                AuditEvent.Outcome.FAILURE,
                Optional.empty(),
                "::1",
                "r");
    }

    private static AuditEvent withTexts(Supplier<String> text) {
        return new AuditEvent(
                text.get(),
                Instant.EPOCH,
                text.get(),
                text.get(),
                text.get(),
                text.get(),
                Optional.of(text.get()),
                AuditEvent.Outcome.SUCCESS,
                Optional.of(text.get()),
                text.get(),
                text.get());
    }

    /** Of any chars, also control characters, quotes, and halves of surrogate pairs. */
    private static String text(Random random, int maxLength) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(maxLength);
        for (int i = 0; i < length; i++) {
            int bound = random.nextBoolean() ? 0x80 : 0x1_0000;
            text.append((char) random.nextInt(bound));
        }
        return text.toString();
    }
}
