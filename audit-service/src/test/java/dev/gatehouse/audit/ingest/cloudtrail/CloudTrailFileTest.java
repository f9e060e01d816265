package dev.gatehouse.audit.ingest.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.Origin;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Digest;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Records;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Unreadable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailFileTest {
    private static final String GOOD =
            "{\"eventID\":\"e-1\",\"eventTime\":\"2023-07-10T11:47:39Z\",\"recipientAccountId\":\"111122223333\"}";
    private static final CloudTrailLimits LIMITS = new CloudTrailLimits(3, 200, 5);

    @Test
    void makesAnEventOfARecordWithoutCopyingIt() {
        byte[] inflated = ("{\"Records\":[ " + GOOD + " ]}\n").getBytes(UTF_8);

        CloudTrailContents contents = new CloudTrailFile("s3://b/k", "5ea1", inflated).read(LIMITS);

        Event event = ((Records) contents).events().getFirst();
        assertThat(event)
                .isEqualTo(new Event(
                        new EventKey("cloudtrail/111122223333", "e-1"),
                        Instant.parse("2023-07-10T11:47:39Z"),
                        EventFormat.CLOUDTRAIL,
                        DigestVerdict.UNCHECKED,
                        Optional.of(new Origin("s3://b/k", "5ea1", 0)),
                        ByteSlice.of(GOOD)));
        assertThat(event.raw().array()).isSameAs(inflated);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'recipientAccountId':'111111111111','userIdentity':{'accountId':'222222222222'} | 111111111111",
                "'userIdentity':{'accountId':'222222222222'} | 222222222222",
                "'recipientAccountId':'x','userIdentity':{'accountId':'222222222222'} | 222222222222",
                "'userIdentity':{'accountId':'ANONYMOUS_PRINCIPAL'} | 333333333333",
                "'userIdentity':{'sessionContext':{'accountId':'222222222222'}} | 333333333333",
                "'requestParameters':{'recipientAccountId':'222222222222'} | 333333333333"
            },
            quoteCharacter = '`')
    void takesTheAccountOfTheRecordThenOfTheCallerThenOfTheFilesName(String fields, String account) {
        String record = "{'eventID':'e','eventTime':'2023-07-10T11:47:39Z',".replace('\'', '"')
                + fields.replace('\'', '"') + "}";

        Records records = (Records) read("d/333333333333_CloudTrail_eu-west-1_20230710T1145Z_x.json.gz", record);

        assertThat(records.events()).extracting(e -> e.key().source()).containsExactly("cloudtrail/" + account);
    }

    static Stream<Arguments> rejections() {
        return Stream.of(
                Arguments.of("7", "is not an object"),
                Arguments.of("\"text\"", "is not an object"),
                Arguments.of("null", "is not an object"),
                Arguments.of("[[1],{\"a\":2}]", "is not an object"),
                Arguments.of("{}", "has no eventID"),
                Arguments.of(without("eventID"), "has no eventID"),
                Arguments.of(with("eventID", "null"), "has no eventID"),
                Arguments.of(with("eventID", "{\"eventID\":\"e\"}"), "has no eventID"),
                Arguments.of(with("eventID", "\"\""), "has an eventID that is none"),
                Arguments.of(with("eventID", "\"a b\""), "has an eventID that is none"),
                Arguments.of(without("eventTime"), "has no eventTime, or one that is no time in UTC"),
                Arguments.of(
                        with("eventTime", "\"2023-02-30T00:00:00Z\""),
                        "has no eventTime, or one that is no time in UTC"),
                Arguments.of(
                        with("eventTime", "\"2023-07-10T24:00:01Z\""),
                        "has no eventTime, or one that is no time in UTC"),
                Arguments.of(
                        with("eventTime", "\"+12023-07-10T11:47:39Z\""),
                        "has no eventTime, or one that is no time in UTC"),
                Arguments.of(with("eventTime", "\"yesterday\""), "has no eventTime, or one that is no time in UTC"),
                Arguments.of(without("recipientAccountId"), "names no account, nor does its file"),
                Arguments.of(with("x", "{\"y\":1,\"z\":2,\"y\":3}"), "names a field twice"),
                Arguments.of(with("x", "1,\"x\":1"), "names a field twice"),
                Arguments.of(with("x", "1,\"\\u0078\":1"), "names a field twice"),
                Arguments.of(with("x", "[[[{}]]]"), null),
                Arguments.of(with("x", "[[[[{}]]]]"), "has more than 5 levels"),
                Arguments.of(with("x", "\"" + "y".repeat(200 - GOOD.length() - 7) + "\""), null),
                Arguments.of(with("x", "\"" + "y".repeat(200 - GOOD.length() - 6) + "\""), "has more than 200 bytes"));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void rejectsARecordAloneThatIsNoEvent(String record, String problem) {
        Records records = (Records) read("f", GOOD + "," + record + "," + GOOD);

        assertThat(records.events()).hasSize(problem == null ? 3 : 2);
        assertThat(records.events().getLast().origin().orElseThrow().position()).isEqualTo(2);
        assertThat(records.rejected())
                .isEqualTo(problem == null ? List.of() : List.of(new RejectedRecord(1, ByteSlice.of(record), problem)));
    }

    @Test
    void anOversizeRecordOrAStrangeOneDoesNotStallTheFile() {
        int most = CloudTrailLimits.DEFAULT.maxRecordBytes();
        String fits = with("x", "\"" + "y".repeat(most - GOOD.length() - 7) + "\"");
        String tooLarge = fits.replace("\"x\":\"", "\"x\":\"y");
        String longName = GOOD.replaceFirst("\\{", "{\"" + "n".repeat(1 << 20) + "\":" + "7".repeat(1 << 19) + ",");

        Records records =
                (Records) read(CloudTrailLimits.DEFAULT, "f", String.join(",", GOOD, fits, tooLarge, longName, GOOD));

        assertThat(records.events())
                .extracting(event -> event.origin().orElseThrow().position())
                .containsExactly(0, 1, 3, 4);
        assertThat(records.rejected())
                .containsExactly(new RejectedRecord(2, ByteSlice.of(tooLarge), "has more than " + most + " bytes"));
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 32, 33, 34, 100})
    void findsANameTwiceHoweverManyThereAre(int names) {
        String fields = String.join(
                ",", IntStream.range(0, names).mapToObj(i -> "\"n" + i + "\":1").toList());
        CloudTrailLimits wide = new CloudTrailLimits(3, 10_000, 5);

        Records records = (Records) read(
                wide,
                "f",
                with("x", "{" + fields + "}") + "," + with("x", "{" + fields + ",\"n" + (names - 1) + "\":1}"));

        assertThat(records.events()).hasSize(1);
        assertThat(records.rejected()).extracting(RejectedRecord::problem).containsExactly("names a field twice");
    }

    @Test
    void takesTheMostRecordsAndRefusesAFileWithOneMore() {
        assertThat(((Records) read("f", GOOD + "," + GOOD + "," + GOOD)).events())
                .hasSize(3);
        assertThat(read("f", GOOD + "," + GOOD + "," + GOOD + "," + GOOD))
                .isInstanceOfSatisfying(
                        Unreadable.class, u -> assertThat(u.problem()).isEqualTo("has too many records"));
    }

    static Stream<Arguments> unreadable() {
        String log = "{\"Records\":[" + GOOD + "]}";
        return Stream.of(
                Arguments.of("", "does not begin as JSON in UTF-8 does", 0),
                Arguments.of("\ufeff" + log, "does not begin as JSON in UTF-8 does", 0),
                Arguments.of("garbage", "does not begin as JSON in UTF-8 does", 0),
                Arguments.of("[]", "does not begin as JSON in UTF-8 does", 0),
                Arguments.of("{}", "has no Records", 1),
                Arguments.of("{\"Records\":{}}", "has no list as Records", 11),
                Arguments.of("{\"Records\":null}", "has no list as Records", 11),
                Arguments.of("{\"Records\":[],\"Records\":[]}", "has two fields Records", 24),
                Arguments.of(log + log, "has something behind its object", log.length()),
                Arguments.of(log + "x", "is not JSON, or is too deep", log.length()),
                Arguments.of(log.substring(0, log.length() - 1), "is not JSON, or is too deep", log.length() - 1),
                Arguments.of("{\"Records\":[" + GOOD + "," + GOOD.substring(0, 30), "is not JSON, or is too deep", 133),
                Arguments.of("{\"Records\":[{\"a\":\"\u0001\"}]}", "is not JSON, or is too deep", 18),
                Arguments.of("{\"Records\":[{\"a\":01}]}", "is not JSON, or is too deep", 17),
                Arguments.of("{\"Records\":[{'a':1}]}", "is not JSON, or is too deep", 13));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void refusesAFileThatIsNotOneLogAndSaysWhere(String text, String problem, int offset) {
        CloudTrailContents contents = new CloudTrailFile("f", "", text.getBytes(UTF_8)).read(LIMITS);

        assertThat(contents).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
            assertThat(unreadable.problem()).isEqualTo(problem);
            assertThat(unreadable.offset()).isBetween(offset - 3L, offset + 3L);
        });
    }

    @Test
    void refusesAFileThatIsTooDeepForAnyRecord() {
        String deep = "[".repeat(2_000) + "]".repeat(2_000);

        assertThat(read("f", GOOD + "," + with("x", deep))).isInstanceOf(Unreadable.class);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] bytes = ("{\"Records\":[" + GOOD.replace("e-1", "e-\u0001") + "]}").getBytes(UTF_8);
        int at = new String(bytes, UTF_8).indexOf('\u0001');
        bytes[at] = (byte) 0xc0;

        assertThat(new CloudTrailFile("f", "", bytes).read(LIMITS)).isEqualTo(new Unreadable("is not UTF-8", at));
    }

    @Test
    void refusesUtf16() {
        String log = "{\"Records\":[]}";

        assertThat(new CloudTrailFile("f", "", log.getBytes(UTF_16LE)).read(LIMITS))
                .isInstanceOf(Unreadable.class);
        assertThat(new CloudTrailFile("f", "", log.getBytes(UTF_16BE)).read(LIMITS))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void tellsADigestFromALog() {
        String digest =
                "{\"awsAccountId\":\"111122223333\",\"digestS3Object\":\"k\",\"logFiles\":[{\"hashValue\":\"a\"}]}";

        assertThat(new CloudTrailFile("f", "", digest.getBytes(UTF_8)).read(LIMITS))
                .isEqualTo(new Digest());
    }

    @Test
    void passesOverFieldsBesideTheRecords() {
        String log = "{\"version\":{\"a\":[1]},\"Records\":[" + GOOD + "],\"digestS3Object\":\"k\"}";

        CloudTrailContents contents = new CloudTrailFile("f", "", log.getBytes(UTF_8)).read(LIMITS);

        assertThat(((Records) contents).events()).hasSize(1);
    }

    @Test
    void takesATimeWithAFraction() {
        Records records = (Records) read("f", with("eventTime", "\"2023-07-10T11:47:39.123Z\""));

        assertThat(records.events()).extracting(Event::time).containsExactly(Instant.parse("2023-07-10T11:47:39.123Z"));
    }

    @Test
    void aLimitIsPositiveAndTheDepthBelowTheParsers() {
        assertThat(new CloudTrailLimits(1, 1, 900).maxDepth()).isEqualTo(900);
        assertThatThrownBy(() -> new CloudTrailLimits(1, 1, 901)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CloudTrailLimits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CloudTrailLimits(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CloudTrailLimits(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static CloudTrailContents read(String location, String records) {
        return read(LIMITS, location, records);
    }

    private static CloudTrailContents read(CloudTrailLimits limits, String location, String records) {
        byte[] inflated = ("{\"Records\":[" + records + "]}").getBytes(UTF_8);
        return new CloudTrailFile(location, "", inflated).read(limits);
    }

    private static String without(String name) {
        return GOOD.replace("\"" + name + "\"", "\"other\"");
    }

    /** The good record with a field more, or another value of one. */
    private static String with(String name, String value) {
        String start = name.equals("x") ? GOOD : without(name);
        return start.substring(0, start.length() - 1) + ",\"" + name + "\":" + value + "}";
    }
}
