package dev.gatehouse.audit.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectNoticesTest {
    private static final String DIRECT = """
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",\
            "eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"trail"},"object":{"key":"%s","size":3}}}]}""";
    private static final String CLOUDTRAIL = """
            {"s3Bucket":"trail","s3ObjectKey":["AWSLogs/a+b%20c.json.gz","second"]}""";

    private final ObjectNotices notices = new ObjectNotices(new AllowedBuckets(Set.of("trail")));

    @Test
    void readsS3sOwnNoticeAndDecodesItsKey() {
        Notice notice = notices.read(DIRECT.formatted("a+b%2Bc%C3%A9/d.json.gz"));

        assertThat(notice).isEqualTo(allowed("a b+cé/d.json.gz"));
    }

    @Test
    void readsS3sNoticeWithinAnSnsEnvelope() {
        assertThat(notices.read(envelope(DIRECT.formatted("a%2Fb+c")))).isEqualTo(allowed("a/b c"));
    }

    @Test
    void readsCloudTrailsNoticeWithinAnSnsEnvelopeAndLeavesItsKeysAsTheyAre() {
        assertThat(notices.read(envelope(CLOUDTRAIL))).isEqualTo(allowed("AWSLogs/a+b%20c.json.gz", "second"));
    }

    @Test
    void readsCloudTrailsNoticeDeliveredRaw() {
        assertThat(notices.read(CLOUDTRAIL)).isEqualTo(allowed("AWSLogs/a+b%20c.json.gz", "second"));
    }

    @Test
    void readsEventBridgesNoticeAndLeavesItsKeyAsItIs() {
        Notice notice = notices.read("""
                {"version":"0","id":"1","detail-type":"Object Created","source":"aws.s3","account":"111122223333",
                 "detail":{"bucket":{"name":"trail"},"object":{"key":"a+b%20c","size":1}}}""");

        assertThat(notice).isEqualTo(allowed("a+b%20c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Time\":\"t\",\"Bucket\":\"trail\"}",
                "{\"Type\":\"Notification\",\"Message\":\"CloudTrail validation message.\"}",
                "{\"Type\":\"Notification\",\"Message\":\"{\\\"Event\\\":\\\"s3:TestEvent\\\"}\"}"
            })
    void knowsTestMessages(String body) {
        assertThat(notices.read(body)).isEqualTo(new Notice.Test());
    }

    @Test
    void reportsObjectsOfOtherBucketsApart() {
        Notice notice = notices.read("{\"s3Bucket\":\"evil\",\"s3ObjectKey\":[\"k\"]}");

        assertThat(notice).isEqualTo(new Notice.Objects(List.of(), List.of(ObjectLocation.of("evil", "k")), 0));
    }

    @Test
    void allowsNoBucketWhereNoneIsNamed() {
        Notice notice = new ObjectNotices(new AllowedBuckets(Set.of())).read(CLOUDTRAIL);

        assertThat(((Notice.Objects) notice).allowed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectRemoved:Delete\"}]}",
                "{\"source\":\"aws.s3\",\"detail-type\":\"Object Deleted\",\"detail\":{}}"
            })
    void countsWhatIsNoCreation(String body) {
        assertThat(notices.read(body)).isEqualTo(new Notice.Objects(List.of(), List.of(), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{\"Records\":{}}",
                "{\"Records\":[7]}",
                "{\"Records\":[{\"eventSource\":\"aws:sns\",\"eventName\":\"ObjectCreated:Put\"}]}",
                "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\"}]}",
                "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":7}}]}",
                "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":\"k\"}",
                "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[7]}",
                "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[\"\"]}",
                "{\"s3Bucket\":\"\",\"s3ObjectKey\":[\"k\"]}",
                "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[\"\\ud800\"]}",
                "{\"s3Bucket\":\"trail\",\"s3Bucket\":\"other\",\"s3ObjectKey\":[\"k\"]}",
                "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[\"k\"]} {}",
                "{\"Type\":\"Notification\",\"Message\":7}",
                "{\"Type\":\"Notification\",\"Message\":\"garbage\"}",
                "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"You have chosen\"}",
                "{\"Type\":\"Notification\",\"Message\":\"{\\\"Type\\\":\\\"Notification\\\",\\\"Message\\\":\\\"{}\\\"}\"}",
                "{\"source\":\"custom\",\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":{\"name\":\"trail\"},\"object\":{\"key\":\"k\"}}}",
                "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\"}"
            })
    void refusesWhatHasNoneOfTheForms(String body) {
        assertThat(notices.read(body)).isInstanceOf(Notice.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%FF", "%C3", "%ED%A0%80"})
    void refusesAKeyThatIsNotEncodedAsS3Does(String key) {
        assertThat(notices.read(DIRECT.formatted(key)))
                .isEqualTo(new Notice.Malformed("a key is not encoded as S3 encodes keys"));
    }

    @Test
    void quotesNothingOfAMessage() {
        assertThat(notices.read("{\"hunter2\" 7").toString()).doesNotContain("hunter2");
    }

    @Test
    void boundsTheBodyFromBothSides() {
        String padding = " ".repeat(ObjectNotices.MAX_BODY - CLOUDTRAIL.length());

        assertThat(notices.read(CLOUDTRAIL + padding)).isInstanceOf(Notice.Objects.class);
        assertThat(notices.read(CLOUDTRAIL + padding + " ")).isInstanceOf(Notice.Malformed.class);
    }

    @Test
    void boundsTheDepthFromBothSides() {
        assertThat(notices.read(nested(ObjectNotices.MAX_DEPTH - 1))).isInstanceOf(Notice.Objects.class);
        assertThat(notices.read(nested(ObjectNotices.MAX_DEPTH))).isInstanceOf(Notice.Malformed.class);
    }

    @Test
    void boundsTheNumberOfObjectsFromBothSides() {
        assertThat(notices.read(keys(ObjectNotices.MAX_OBJECTS))).isInstanceOf(Notice.Objects.class);
        assertThat(notices.read(keys(ObjectNotices.MAX_OBJECTS + 1))).isInstanceOf(Notice.Malformed.class);
    }

    @Test
    void boundsAKeyFromBothSides() {
        String body = "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[\"%s\"]}";

        assertThat(notices.read(body.formatted("é".repeat(512)))).isInstanceOf(Notice.Objects.class);
        assertThat(notices.read(body.formatted("é".repeat(512) + "x"))).isInstanceOf(Notice.Malformed.class);
    }

    private static Notice allowed(String... keys) {
        return new Notice.Objects(
                List.of(keys).stream()
                        .map(key -> ObjectLocation.of("trail", key))
                        .toList(),
                List.of(),
                0);
    }

    private static String envelope(String message) {
        return "{\"Type\":\"Notification\",\"MessageId\":\"1\",\"TopicArn\":\"arn\",\"Message\":\""
                + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    private static String nested(int lists) {
        return "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[],\"more\":" + "[".repeat(lists) + "]".repeat(lists) + "}";
    }

    private static String keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k" + i + "\"")
                .collect(Collectors.joining(",", "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[", "]}"));
    }
}
