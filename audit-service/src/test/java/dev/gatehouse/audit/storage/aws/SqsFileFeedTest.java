package dev.gatehouse.audit.storage.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.file.AllowedBuckets;
import dev.gatehouse.audit.ingest.file.FakeDeadLetters;
import dev.gatehouse.audit.ingest.file.FakeLedger;
import dev.gatehouse.audit.ingest.file.FakeLog;
import dev.gatehouse.audit.ingest.file.FileIntake;
import dev.gatehouse.audit.ingest.file.Gzips;
import dev.gatehouse.audit.ingest.file.Inflation;
import dev.gatehouse.audit.ingest.file.InflationLimits;
import dev.gatehouse.audit.ingest.file.IntakeLimits;
import dev.gatehouse.audit.ingest.file.IntakeListener;
import dev.gatehouse.audit.ingest.file.LineSplitter;
import dev.gatehouse.audit.ingest.file.ObjectNotices;
import dev.gatehouse.audit.ingest.file.Splitters;
import dev.gatehouse.audit.ingest.file.TrailDigests;
import dev.gatehouse.audit.log.StorageFailed;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Files that a queue's messages tell of, with moto's SQS and S3. */
class SqsFileFeedTest {
    private static final String KEY = "AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/"
            + "111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz";
    private static final S3Client S3 = Clients.moto();
    private static final SqsClient SQS = Moto.PATIENT
            .applyTo(Moto.client(SqsClient.builder(), Moto.endpoint()))
            .build();

    private final String bucket = Clients.place(S3).bucket();
    private final String queue = SQS.createQueue(request -> request.queueName("q-" + UUID.randomUUID()))
            .queueUrl();
    private final FakeLog log = new FakeLog();
    private final FakeLedger ledger = new FakeLedger();
    private final FakeDeadLetters letters = new FakeDeadLetters();
    private final List<String> told = new ArrayList<>();
    private final List<Integer> hiddenFor = new ArrayList<>();
    private final Rhythm rhythm = new Rhythm();

    /** Time that does not pass: what is done again and again is done once, and pausing does what the test wants. */
    private static final class Rhythm implements FeedRhythm {
        private Runnable whilePausing = () -> {};
        private boolean stops;
        private Duration period = Duration.ZERO;

        @Override
        public boolean pause(Duration time) {
            whilePausing.run();
            return !stops;
        }

        @Override
        public Beat every(Duration between, Runnable work) {
            period = between;
            work.run();
            return () -> {};
        }
    }

    private SqsFileFeed feed() {
        return feed(30, 5);
    }

    private SqsFileFeed feed(int visibility, int maxReceives) {
        return feed(queue, visibility, maxReceives);
    }

    private SqsFileFeed feed(String url, int visibility, int maxReceives) {
        AllowedBuckets buckets = new AllowedBuckets(Set.of(bucket, "gone-bucket"));
        LineSplitter lines = new LineSplitter(EventFormat.CLOUDTRAIL);
        FileIntake intake = new FileIntake(
                new Inflation(InflationLimits.DEFAULT),
                new Splitters(lines, lines, lines),
                (object, kind, file) -> new TrailDigests.Reading.Malformed("none is expected"),
                log,
                ledger,
                letters,
                new IntakeLimits(1_000, 100, 10_000, Duration.ofSeconds(10)),
                IntakeListener.NONE,
                InstantSource.fixed(Clients.NOW));
        return new SqsFileFeed(
                new NoticeQueue(
                        recording(),
                        new FeedSettings(url, Duration.ZERO, Duration.ofSeconds(visibility), maxReceives),
                        Moto.PATIENT),
                new ObjectNotices(buckets),
                new S3TrailStore(S3, buckets, 1 << 20),
                intake,
                letters,
                rhythm,
                new Told(),
                InstantSource.fixed(Clients.NOW));
    }

    /** The client, with a note of how long messages are hidden for. */
    private SqsClient recording() {
        return (SqsClient) Proxy.newProxyInstance(
                SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("changeMessageVisibility")
                            && arguments[0] instanceof Consumer<?> consumer) {
                        hiddenFor.add(visibility(consumer));
                    }
                    try {
                        return method.invoke(SQS, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @SuppressWarnings("unchecked") // What that method takes is a builder's consumer.
    private static int visibility(Consumer<?> consumer) {
        ChangeMessageVisibilityRequest.Builder request = ChangeMessageVisibilityRequest.builder();
        ((Consumer<ChangeMessageVisibilityRequest.Builder>) consumer).accept(request);
        return request.build().visibilityTimeout();
    }

    private final class Told implements FeedListener {
        @Override
        public void done() {
            told.add("done");
        }

        @Override
        public void deadLetter(String reason) {
            told.add(reason);
        }

        @Override
        public void waiting(RuntimeException cause) {
            told.add("waiting");
        }

        @Override
        public void failed(RuntimeException cause) {
            told.add("failed " + cause.getClass().getSimpleName());
        }
    }

    private void file(String key, String lines) {
        S3.putObject(
                request -> request.bucket(bucket).key(key), RequestBody.fromBytes(Gzips.member(lines.getBytes(UTF_8))));
    }

    private void send(String body) {
        SQS.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    private String notice(String name, String key) {
        return "{\"s3Bucket\":\"" + name + "\",\"s3ObjectKey\":[\"" + key + "\"]}";
    }

    private int messages(QueueAttributeName which) {
        return Integer.parseInt(
                SQS.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(which))
                        .attributes()
                        .get(which));
    }

    private int waiting() {
        return messages(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    private int hidden() {
        return messages(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    /** The bodies of the five forms, with BUCKET in the bucket's place. */
    static Stream<String> bodies() {
        String s3 = "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":"
                + "{\"name\":\"BUCKET\"},\"object\":{\"key\":\"" + KEY + "\"}}}]}";
        String trail = "{\"s3Bucket\":\"BUCKET\",\"s3ObjectKey\":[\"" + KEY + "\"]}";
        String bridge = "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":{\"name\":"
                + "\"BUCKET\"},\"object\":{\"key\":\"" + KEY + "\"}}}";
        return Stream.of(s3, envelope(s3), envelope(trail), trail, bridge);
    }

    private static String envelope(String message) {
        return "{\"Type\":\"Notification\",\"Message\":\"" + message.replace("\"", "\\\"") + "\"}";
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aFileIsTakenInWhateverFormItsNoticeHas(String body) {
        file(KEY, "one\ntwo\n");
        send(body.replace("BUCKET", bucket));

        assertThat(feed().pollOnce()).isTrue();

        assertThat(log.events).extracting(Event::key).extracting("uid").containsExactly("one", "two");
        assertThat(ledger.read).hasSize(1);
        assertThat(told).containsExactly("done");
        assertThat(waiting() + hidden()).isZero();
    }

    @Test
    void anEmptyQueueIsNoMessage() {
        assertThat(feed().pollOnce()).isFalse();
    }

    @Test
    void aMessageThatComesAgainAddsNothing() {
        file(KEY, "one\n");
        send(notice(bucket, KEY));
        send(notice(bucket, KEY));

        feed().pollOnce();
        feed().pollOnce();

        assertThat(log.events).hasSize(1);
        assertThat(ledger.read).hasSize(1);
        assertThat(waiting() + hidden()).isZero();
    }

    @Test
    void whileTheLogIsAwayTheMessageWaitsAndIsTakenThen() {
        file(KEY, "one\n");
        send(notice(bucket, KEY));
        log.fault = FakeLog.Fault.BEFORE;
        rhythm.whilePausing = () -> log.fault = FakeLog.Fault.NONE;

        feed().pollOnce();

        assertThat(told).containsExactly("waiting", "done");
        assertThat(log.events).hasSize(1);
        assertThat(waiting() + hidden()).isZero();
    }

    @Test
    void aMessageWhoseEventsAreNotDurableIsNotDeletedWhenTheServiceStops() {
        file(KEY, "one\n");
        send(notice(bucket, KEY));
        log.fault = FakeLog.Fault.AFTER;
        rhythm.stops = true;

        feed().pollOnce();

        assertThat(told).containsExactly("waiting");
        assertThat(hidden()).isEqualTo(1);
    }

    @Test
    void aMessageInHandIsHiddenAnewAtEachThirdOfTheTime() {
        file(KEY, "one\n");
        send(notice(bucket, KEY));

        feed().pollOnce();

        assertThat(rhythm.period).isEqualTo(Duration.ofSeconds(10));
        assertThat(hiddenFor).containsExactly(30);
    }

    @Test
    void aBucketThatNobodyAllowedIsNotAskedAndTheMessageIsKept() {
        send(notice("attackers-bucket", KEY));

        feed().pollOnce();

        assertThat(letters.letters).extracting(DeadLetter::reason).containsExactly("bucket-not-allowed");
        assertThat(letters.letters.getFirst().raw().text()).contains("attackers-bucket");
        assertThat(waiting() + hidden()).isZero();
    }

    @Test
    void whatIsNoNoticeIsKept() {
        send("hello");

        feed().pollOnce();

        assertThat(told).containsExactly("malformed-notice", "done");
        assertThat(letters.letters.getFirst().raw().text()).isEqualTo("hello");
        assertThat(waiting() + hidden()).isZero();
    }

    @Test
    void aFileThatIsMissingIsSaid() {
        send(notice(bucket, KEY));

        feed().pollOnce();

        assertThat(told).containsExactly("file-missing", "done");
    }

    @Test
    void theTestMessageOfASetUpIsDropped() {
        send("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}");

        feed().pollOnce();

        assertThat(told).containsExactly("done");
        assertThat(letters.letters).isEmpty();
    }

    @Test
    void whatFailsIsLeftInTheQueue() {
        send(notice("gone-bucket", KEY));

        feed().pollOnce();

        assertThat(told).containsExactly("failed TrailUnavailable");
        assertThat(hidden()).isEqualTo(1);
        assertThat(letters.letters).isEmpty();
    }

    @Test
    void aMessageIsTriedAsOftenAsIsAllowedAndThenKeptUnread() {
        file(KEY, "one\n");
        send(notice(bucket, KEY));
        receiveTimes(4);
        feed(30, 5).pollOnce();
        assertThat(told).containsExactly("done");
        told.clear();
        send(notice(bucket, KEY));
        receiveTimes(5);

        feed(30, 5).pollOnce();

        assertThat(told).containsExactly("notice-given-up", "done");
        assertThat(letters.letters.getFirst().raw().text()).contains(KEY);
        assertThat(waiting() + hidden()).isZero();
    }

    private void receiveTimes(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(SQS.receiveMessage(request -> request.queueUrl(queue).visibilityTimeout(0))
                            .messages())
                    .hasSize(1);
        }
    }

    @Test
    void aQueueThatIsMissingIsSaid() {
        SqsFileFeed feed = feed(queue + "x", 30, 5);

        assertThatThrownBy(feed::pollOnce).isInstanceOf(StorageFailed.class);
    }
}
