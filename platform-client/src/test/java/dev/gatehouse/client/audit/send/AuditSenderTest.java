package dev.gatehouse.client.audit.send;

import static dev.gatehouse.client.audit.send.NumberedEvents.uids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.OutboxLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSenderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final SenderSettings SETTINGS =
            new SenderSettings(4, 1 << 20, Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(30));
    private static final Answer AWAY = new Answer.TryLater("http-503");
    private static final Answer REFUSED = new Answer.Refused("http-403");

    private final Path folder;
    private final AuditOutbox outbox;
    private final ScriptedReceiver receiver = new ScriptedReceiver();
    private final Told told = new Told();
    private Instant now = NOW;

    AuditSenderTest(@TempDir Path parent) {
        this.folder = parent.resolve("outbox");
        this.outbox = AuditOutbox.open(folder, OutboxLimits.DEFAULT);
    }

    @AfterEach
    void closes() {
        outbox.close();
    }

    @Test
    void sendsInOrderAndAcknowledgesWhatWasTaken() throws Exception {
        outbox.record(NumberedEvents.of(0, 10));

        AuditSender sender = steps(3);

        assertThat(receiver.requests).containsExactly(uids(0, 4), uids(4, 8), uids(8, 10));
        assertThat(outbox.pendingEvents()).isZero();
        assertThat(sender.sentEvents()).isEqualTo(10);
        assertThat(sender.state()).isEqualTo(new SenderState.Idle());
    }

    @Test
    void boundsABatchByItsBytes() throws Exception {
        outbox.record(NumberedEvents.of(0, 3));
        AuditSender sender =
                sender(new SenderSettings(4, 1, Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ZERO));

        steps(sender, 3);

        assertThat(receiver.sizes()).containsExactly(1, 1, 1);
    }

    @Test
    void sendsTheSameBatchAgainUntilItIsTaken() throws Exception {
        outbox.record(NumberedEvents.of(0, 6));
        receiver.answering(AWAY, AWAY, new Answer.TryLater("connection"));

        steps(5);

        assertThat(receiver.requests).containsExactly(uids(0, 4), uids(0, 4), uids(0, 4), uids(0, 4), uids(4, 6));
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToABound() throws Exception {
        outbox.record(NumberedEvents.of(0, 1));
        receiver.answering(Stream.generate(() -> AWAY).limit(40).toArray(Answer[]::new));

        List<Duration> waits = waits(sender(SETTINGS), 40);

        for (int i = 0; i < waits.size(); i++) {
            long longest = Math.min(200L << Math.min(i, 20), 10_000);
            assertThat(waits.get(i).toMillis()).as("wait " + i).isBetween(longest / 2, longest);
        }
        assertThat(waits.subList(10, 40).stream().distinct().count()).isGreaterThan(20);
    }

    @Test
    void waitsShortlyAgainAfterASuccess() throws Exception {
        outbox.record(NumberedEvents.of(0, 8));
        receiver.answering(AWAY, AWAY, AWAY, new Answer.Taken(List.of()), AWAY);

        List<Duration> waits = waits(sender(SETTINGS), 5);

        assertThat(waits.get(3)).isZero();
        assertThat(waits.get(4)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void waitsAsLongAsItIsAskedTo() throws Exception {
        outbox.record(NumberedEvents.of(0, 1));
        receiver.answering(asking(7), asking(30), asking(31), asking(999_999_999), asking(0));

        List<Duration> waits = waits(sender(SETTINGS), 5);

        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_200));
        assertThat(waits.get(1)).isBetween(Duration.ofSeconds(30), Duration.ofMillis(30_200));
        assertThat(waits.get(2)).isBetween(Duration.ofSeconds(30), Duration.ofMillis(30_200));
        assertThat(waits.get(3)).isBetween(Duration.ofSeconds(30), Duration.ofMillis(30_200));
        assertThat(waits.get(4)).isBetween(Duration.ofMillis(1_600), Duration.ofMillis(3_200));
    }

    @Test
    void saysSinceWhenTheReceiverIsAway() throws Exception {
        outbox.record(NumberedEvents.of(0, 1));
        receiver.answering(AWAY, new Answer.TryLater("timeout"));
        AuditSender sender = sender(SETTINGS);
        steps(sender, 1);
        now = NOW.plusSeconds(5);

        steps(sender, 1);

        assertThat(sender.state()).isEqualTo(new SenderState.Away(NOW, "timeout"));
        assertThat(sender.failedAttempts()).isEqualTo(2);
    }

    @Test
    void keepsWhatIsRefusedAndTriesAtTheSlowestPace() throws Exception {
        outbox.record(NumberedEvents.of(0, 1));
        receiver.answering(REFUSED, new Answer.Refused("http-401"));
        AuditSender sender = sender(SETTINGS);

        List<Duration> waits = waits(sender, 2);

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10)));
        assertThat(sender.state()).isEqualTo(new SenderState.Refused(NOW, "http-401"));
        assertThat(outbox.pendingEvents()).isEqualTo(1);
        assertThat(sender.sentEvents()).isZero();
    }

    @Test
    void sendsHalfOfWhatIsTooLargeAndGrowsAgain() throws Exception {
        outbox.record(NumberedEvents.of(0, 12));
        receiver.answering(new Answer.TooLarge(), new Answer.TooLarge());

        steps(6);

        assertThat(receiver.sizes()).containsExactly(4, 2, 1, 2, 4, 4);
        assertThat(receiver.requests.get(5)).isEqualTo(uids(7, 11));
    }

    @Test
    void losesNotEvenAnEventThatIsTooLargeAlone() throws Exception {
        outbox.record(NumberedEvents.of(0, 1));
        receiver.answering(new Answer.TooLarge());
        AuditSender sender = sender(SETTINGS);

        steps(sender, 1);

        assertThat(sender.state()).isEqualTo(new SenderState.Refused(NOW, "event-too-large"));
        assertThat(outbox.pendingEvents()).isEqualTo(1);
    }

    @Test
    void countsAndTellsWhatTheReceiverRejectedAndGoesOn() throws Exception {
        outbox.record(NumberedEvents.of(0, 5));
        receiver.answering(new Answer.Taken(
                List.of(new Answer.Rejection(1, "malformed"), new Answer.Rejection(4, "future-time"))));

        AuditSender sender = steps(2);

        assertThat(told.rejections).containsExactly("event-000000 malformed", "event-000003 future-time");
        assertThat(sender.rejectedEvents()).isEqualTo(2);
        assertThat(sender.sentEvents()).isEqualTo(5);
        assertThat(receiver.requests).containsExactly(uids(0, 4), uids(4, 5));
    }

    @Test
    void tellsEachChangeOnce() throws Exception {
        outbox.record(NumberedEvents.of(0, 8));
        receiver.answering(AWAY, AWAY, REFUSED, REFUSED, AWAY);

        steps(7);

        assertThat(told.changes)
                .containsExactly(
                        "idle to sending",
                        "sending to away",
                        "away to refused",
                        "refused to away",
                        "away to sending",
                        "sending to idle");
    }

    @Test
    void saysWhenTheOldestUnsentEventHappened() throws Exception {
        outbox.record(NumberedEvents.of(0, 5));
        receiver.answering(new Answer.Taken(List.of()), AWAY);
        AuditSender sender = sender(SETTINGS);
        assertThat(sender.oldestUnsent()).isEmpty();

        steps(sender, 2);

        assertThat(sender.oldestUnsent()).contains(NumberedEvents.FIRST.plusSeconds(4));
        steps(sender, 1);
        assertThat(sender.oldestUnsent()).isEmpty();
    }

    @Test
    void saysThatTheOutboxIsDamagedAndDoesNotEnd() throws Exception {
        outbox.record(NumberedEvents.of(0, 1));
        Path segment = folder.resolve("000000000001.segment");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[20] ^= 1;
        Files.write(segment, bytes);
        AuditSender sender = sender(SETTINGS);

        List<Duration> waits = waits(sender, 1);

        assertThat(sender.state()).isEqualTo(new SenderState.Refused(NOW, "outbox-damaged"));
        assertThat(waits.getFirst()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void sendsWhatIsRecordedWhileItWaits() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        EventReceiver latched = events -> {
            taken.countDown();
            return receiver.send(events);
        };
        try (AuditSender sender = sender(SETTINGS, latched, Pause.SLEEP)) {
            sender.start();

            outbox.record(NumberedEvents.of(0, 1));

            assertThat(taken.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(receiver.requests).containsExactly(uids(0, 1));
    }

    @Test
    void endsWhileItWaitsForAnEvent() {
        AuditSender sender = sender(SETTINGS);
        sender.start();

        sender.close();

        assertThat(sender.state()).isEqualTo(new SenderState.Stopped());
    }

    @Test
    void endsWhileItPausesAndKeepsWhatWasNotTaken() throws Exception {
        CountDownLatch pausing = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        outbox.record(NumberedEvents.of(0, 1));
        receiver.answering(AWAY);
        AuditSender sender = sender(SETTINGS, receiver, duration -> {
            pausing.countDown();
            never.await();
        });
        sender.start();
        assertThat(pausing.await(1, TimeUnit.MINUTES)).isTrue();

        sender.close();

        assertThat(sender.state()).isEqualTo(new SenderState.Stopped());
        assertThat(outbox.pendingEvents()).isEqualTo(1);
    }

    @Test
    void endsThoughItWasNeverStarted() {
        AuditSender sender = sender(SETTINGS);

        sender.close();

        assertThat(sender.state().word()).isEqualTo("stopped");
    }

    private static Answer asking(long seconds) {
        return new Answer.TryLater("http-429", Optional.of(Duration.ofSeconds(seconds)));
    }

    private AuditSender sender(SenderSettings settings) {
        return sender(settings, receiver, Pause.SLEEP);
    }

    private AuditSender sender(SenderSettings settings, EventReceiver to, Pause pause) {
        InstantSource clock = () -> now;
        return new AuditSender(outbox, to, settings, told, clock, new Random(7), pause);
    }

    private AuditSender steps(int count) throws InterruptedException {
        AuditSender sender = sender(SETTINGS);
        steps(sender, count);
        return sender;
    }

    private static void steps(AuditSender sender, int count) throws InterruptedException {
        waits(sender, count);
    }

    private static List<Duration> waits(AuditSender sender, int count) throws InterruptedException {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waits.add(sender.step());
        }
        return waits;
    }
}
