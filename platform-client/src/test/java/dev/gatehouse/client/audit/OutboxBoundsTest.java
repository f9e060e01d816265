package dev.gatehouse.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of each bound. */
class OutboxBoundsTest {
    private static final int SEGMENT = 1_024;
    private static final int LINE_FEED = 1;
    private static final OutboxLimits LIMITS =
            new OutboxLimits(2 * SEGMENT, SEGMENT, 1_015, 1_016, Duration.ofMinutes(1));

    private final FakeDisk disk = new FakeDisk();

    @Test
    void takesEventsUpToTheLastByteOfTheWholeOutbox() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, LIMITS)) {
            fill(outbox, SEGMENT);

            fill(outbox, SEGMENT);

            assertThat(outbox.pendingBytes()).isEqualTo(LIMITS.maxBytes());
            assertThatThrownBy(() -> fill(outbox, 256))
                    .isInstanceOf(AuditUnavailable.class)
                    .hasMessage("full");
        }
    }

    @Test
    void refusesTheEventThatIsOneByteTooMuch() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, LIMITS)) {
            fill(outbox, SEGMENT);
            fill(outbox, SEGMENT - 300);

            assertThatThrownBy(() -> fill(outbox, 301))
                    .isInstanceOf(AuditUnavailable.class)
                    .hasMessage("full");

            fill(outbox, 300);
            assertThat(outbox.pendingEvents()).isEqualTo(3);
        }
    }

    @Test
    void isFullAlsoAfterARestart() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, LIMITS)) {
            fill(outbox, SEGMENT);
            fill(outbox, SEGMENT);
        }

        try (AuditOutbox outbox = AuditOutbox.open(disk, LIMITS)) {
            assertThatThrownBy(() -> fill(outbox, 256))
                    .isInstanceOf(AuditUnavailable.class)
                    .hasMessage("full");
        }
    }

    @Test
    void takesEventsAgainOnceASegmentIsAcknowledged() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, LIMITS)) {
            fill(outbox, SEGMENT);
            fill(outbox, SEGMENT);
            outbox.acknowledge(outbox.peek(1, Long.MAX_VALUE));

            fill(outbox, SEGMENT);

            assertThat(outbox.pendingBytes()).isEqualTo(LIMITS.maxBytes());
        }
    }

    @Test
    void keepsCountingASegmentThatWouldNotBeDeleted() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, LIMITS)) {
            fill(outbox, SEGMENT);
            fill(outbox, SEGMENT);
            disk.plant(List.of(new FakeDisk.Fault(FakeDisk.Op.DELETE, 1, FakeDisk.Effect.NONE)));
            outbox.acknowledge(outbox.peek(1, Long.MAX_VALUE));
            assertThatThrownBy(() -> fill(outbox, 256)).hasMessage("full");

            outbox.acknowledge(outbox.peek(1, Long.MAX_VALUE));

            fill(outbox, 256);
            assertThat(disk.names()).doesNotContain(SegmentName.of(1));
        }
    }

    @Test
    void fillsASegmentToItsLastByteBeforeTheNext() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, LIMITS)) {
            fill(outbox, SEGMENT - 300);

            fill(outbox, 300);

            assertThat(disk.names()).containsExactly(SegmentName.of(1));
        }
    }

    @Test
    void startsTheNextSegmentForOneByteMore() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, LIMITS)) {
            fill(outbox, SEGMENT - 300);

            fill(outbox, 301);

            assertThat(disk.names()).containsExactly(SegmentName.of(1), SegmentName.of(2));
            assertThat(disk.size(SegmentName.of(1))).isEqualTo(SEGMENT - 300);
        }
    }

    @Test
    void takesAnEventOfTheMaximumAndRefusesOneByteMore() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, LIMITS)) {
            outbox.record(List.of(Events.ofSize(1_015)));

            assertThatThrownBy(() -> outbox.record(List.of(Events.ofSize(1_016))))
                    .isInstanceOf(AuditUnavailable.class)
                    .hasMessage("the event has more than 1015 bytes");

            assertThat(outbox.pendingEvents()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 600})
    void takesACallOfTheMaximumAndRefusesOneByteMore(int first) throws IOException {
        int second = 1_016 - 2 * LINE_FEED - first;
        try (AuditOutbox outbox = AuditOutbox.open(disk, LIMITS)) {
            outbox.record(List.of(Events.ofSize(first), Events.ofSize(second)));

            assertThatThrownBy(() -> outbox.record(List.of(Events.ofSize(first), Events.ofSize(second + 1))))
                    .isInstanceOf(AuditUnavailable.class)
                    .hasMessage("the events have more than 1016 bytes");

            assertThat(outbox.pendingEvents()).isEqualTo(2);
        }
    }

    @Test
    void readsSegmentsThatWereWrittenUnderWiderLimits() throws IOException {
        OutboxLimits wide = new OutboxLimits(64 << 10, 8 << 10, 4_000, 8_000, Duration.ofMinutes(1));
        try (AuditOutbox outbox = AuditOutbox.open(disk, wide)) {
            outbox.record(List.of(Events.ofSize(4_000), Events.ofSize(3_900)));
        }

        try (AuditOutbox outbox = AuditOutbox.open(disk, LIMITS)) {
            assertThat(outbox.peek(10, Long.MAX_VALUE).events()).hasSize(2);
        }
    }

    /** Takes so many bytes of the disk. */
    private static void fill(AuditOutbox outbox, int bytes) {
        outbox.record(List.of(Events.ofSize(bytes - LINE_FEED - Frame.HEADER_BYTES)));
    }
}
