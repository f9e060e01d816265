package dev.gatehouse.client.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is cut off at opening, what is refused, and how a person gets on. */
class OutboxRecoveryTest {
    private static final String FIRST = SegmentName.of(1);
    private static final String SECOND = SegmentName.of(2);
    private static final String LAST = SegmentName.of(3);

    private final FakeDisk disk = new FakeDisk();
    private int frame;

    /** Three frames of an event each in every segment, three segments. */
    @BeforeEach
    void writesThreeSegments() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            for (int i = 0; i < 9; i++) {
                outbox.record(List.of(Events.numbered(i)));
            }
        }
        frame = disk.bytes(FIRST).length / 3;
        assertThat(disk.names()).containsExactly(FIRST, SECOND, LAST);
        assertThat(disk.bytes(LAST)).hasSize(3 * frame);
    }

    @Test
    void cutsOffATornWriteOfAnyLength() throws IOException {
        byte[] whole = disk.bytes(LAST);
        for (int length = 0; length < whole.length; length++) {
            disk.put(LAST, Arrays.copyOf(whole, length));
            int frames = length / frame;

            try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
                assertThat(rest(outbox)).as("length " + length).isEqualTo(numbered(0, 6 + frames));
                assertThat(outbox.cutBytes()).isEqualTo(length - frames * frame);
                outbox.record(List.of(Events.withUid("next")));
            }

            assertThat(uids()).endsWith("next").hasSize(7 + frames);
            disk.delete(SegmentName.of(4));
        }
    }

    @Test
    void cutsOffWhatAPowerCutLeavesInPlaceOfAWrite() throws IOException {
        byte[] whole = disk.bytes(LAST);
        byte[] noise = new byte[frame];
        new Random(3).nextBytes(noise);
        byte[] zeros = new byte[frame];
        byte[] beginningMissing = Arrays.copyOfRange(whole, 2 * frame, 3 * frame);
        Arrays.fill(beginningMissing, 0, frame / 2, (byte) 0);
        for (byte[] tail : List.of(noise, zeros, beginningMissing)) {
            System.arraycopy(tail, 0, whole, 2 * frame, frame);
            disk.put(LAST, whole);

            try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
                assertThat(rest(outbox)).isEqualTo(numbered(0, 8));
                assertThat(outbox.cutBytes()).isEqualTo(frame);
            }
        }
    }

    @Test
    void refusesEveryFlippedBitBeforeTheLastFrameAndCutsOffTheLast() throws IOException {
        byte[] whole = disk.bytes(LAST);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] flipped = flipped(whole, bit);
            int damaged = bit / Byte.SIZE / frame;
            disk.put(LAST, flipped);

            if (damaged < 2) {
                assertDamaged(LAST, startOf(damaged));
                assertThat(disk.bytes(LAST)).as("left as it is").isEqualTo(flipped);
            } else {
                assertThat(uids()).as("bit " + bit).hasSize(8);
            }
        }
    }

    @Test
    void refusesEveryFlippedBitOfAnOlderSegment() throws IOException {
        byte[] whole = disk.bytes(SECOND);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            disk.put(SECOND, flipped(whole, bit));

            assertDamaged(SECOND, startOf(bit / Byte.SIZE / frame));
        }
    }

    @Test
    void refusesAnOlderSegmentThatIsTorn() throws IOException {
        byte[] whole = disk.bytes(SECOND);
        for (int length = 0; length < whole.length; length++) {
            if (length % frame != 0) {
                disk.put(SECOND, Arrays.copyOf(whole, length));

                assertDamaged(SECOND, startOf(length / frame));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void refusesAMissingSegment(long number) throws IOException {
        acknowledgeOne();
        disk.delete(SegmentName.of(number));

        assertDamaged(SegmentName.of(number), 0);
    }

    @Test
    void refusesAFolderWhoseSegmentsAreAllGone() throws IOException {
        acknowledgeOne();
        for (String name : List.of(FIRST, SECOND, LAST)) {
            disk.delete(name);
        }

        assertDamaged(FIRST, 0);
    }

    @Test
    void refusesASegmentLargerThanAny() throws IOException {
        disk.put(LAST, new byte[OutboxLimits.MAX_SEGMENT_BYTES + 1]);

        assertDamaged(LAST, OutboxLimits.MAX_SEGMENT_BYTES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void goesOnWithoutASegmentThatWasPutAside(long number) throws IOException {
        acknowledgeOne();
        disk.rename(SegmentName.of(number), SegmentName.of(number) + ".damaged");

        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            outbox.record(List.of(Events.numbered(9)));
        }

        List<String> expected = IntStream.range(1, 10)
                .filter(i -> i / 3 != number - 1)
                .mapToObj(Events::numbered)
                .map(AuditEvent::uid)
                .toList();
        assertThat(uids()).isEqualTo(expected);
        assertThat(disk.names()).contains(SegmentName.of(number) + ".damaged").contains(SegmentName.of(4));
    }

    @Test
    void goesOnWhenAllSegmentsWerePutAside() throws IOException {
        for (String name : List.of(FIRST, SECOND, LAST)) {
            disk.rename(name, name + ".damaged");
        }

        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            outbox.record(List.of(Events.withUid("next")));
            outbox.acknowledge(outbox.peek(1, 1));
        }

        assertThat(disk.names()).contains(SegmentName.of(4));
        assertThat(uids()).isEmpty();
    }

    @Test
    void takesAnEmptyFilePutThereForAMissingSegment() throws IOException {
        disk.delete(SECOND);
        disk.put(SECOND + ".damaged", new byte[0]);

        assertThat(uids()).hasSize(6);
    }

    @Test
    void forgetsWhatWasPutAsideLongAgo() throws IOException {
        disk.rename(FIRST, FIRST + ".damaged");
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            outbox.acknowledge(outbox.peek(5, Long.MAX_VALUE));
        }
        disk.delete(CursorFile.NAME);

        assertThat(uids()).as("the segment that is left").hasSize(3);
    }

    @Test
    void refusesACursorWithAFlippedBit() throws IOException {
        acknowledgeOne();
        byte[] whole = disk.bytes(CursorFile.NAME);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            disk.put(CursorFile.NAME, flipped(whole, bit));

            assertDamaged(CursorFile.NAME, 0);
        }
    }

    @Test
    void refusesACursorThatPointsToNoEvent() throws IOException {
        List<Position> nowhere = List.of(
                new Position(1, 1, 0),
                new Position(1, 0, 1),
                new Position(1, 3L * frame, 1),
                new Position(3, 4L * frame, 0),
                new Position(3, 9_999_999_999L, 0));
        for (Position position : nowhere) {
            new CursorFile(disk).write(position);

            assertDamaged(CursorFile.NAME, 0);
        }
    }

    @Test
    void refusesACursorBehindTheLastSegment() throws IOException {
        new CursorFile(disk).write(Position.startOf(4));

        assertDamaged(SegmentName.of(4), 0);
    }

    /** The last frame was acknowledged, and so was durable: that it is broken now is no torn write. */
    @Test
    void refusesATornEndThatWasAcknowledged() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            outbox.acknowledge(outbox.peek(9, Long.MAX_VALUE));
        }
        byte[] whole = disk.bytes(LAST);
        disk.put(LAST, Arrays.copyOf(whole, whole.length - 1));

        assertDamaged(CursorFile.NAME, 0);
    }

    @Test
    void sendsAllAgainThatIsThereWhenTheCursorWasDeleted() throws IOException {
        acknowledgeOne();
        disk.delete(CursorFile.NAME);

        assertThat(uids()).hasSize(9);
    }

    @Test
    void deletesFinishedSegmentsThatACrashLeft() throws IOException {
        byte[] first = disk.bytes(FIRST);
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            outbox.acknowledge(outbox.peek(4, Long.MAX_VALUE));
        }
        disk.put(FIRST, first);

        List<String> left = uids();

        assertThat(left).hasSize(5);
        assertThat(disk.names()).doesNotContain(FIRST);
    }

    @Test
    void namesTheFileWhenASegmentChangesWhileItIsOpen() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            disk.put(FIRST, flipped(disk.bytes(FIRST), Byte.SIZE * (frame + 20)));

            assertThatThrownBy(() -> rest(outbox))
                    .asInstanceOf(type(OutboxDamaged.class))
                    .returns(disk.path(FIRST), OutboxDamaged::file)
                    .returns((long) frame, OutboxDamaged::offset);
        }
    }

    @Test
    void namesTheFileOfAnEventThatIsNoEventThoughItsChecksumHolds() throws IOException {
        byte[] line = "{\"uid\":\"canary-7f3a\"}".getBytes(UTF_8);
        disk.put(LAST, Frame.of(List.of(line)).array());

        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            assertThatThrownBy(() -> rest(outbox))
                    .isInstanceOf(OutboxDamaged.class)
                    .hasMessageContaining(LAST)
                    .hasMessageContaining("time is missing")
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void leavesOtherFilesAlone() throws IOException {
        disk.put("notes.txt", new byte[] {1});
        disk.put("1.segment", new byte[] {1});

        assertThat(uids()).hasSize(9);
        assertThat(disk.names()).contains("notes.txt", "1.segment");
    }

    private void assertDamaged(String name, long offset) {
        assertThatThrownBy(() -> AuditOutbox.open(disk, Script.LIMITS))
                .asInstanceOf(type(OutboxDamaged.class))
                .returns(disk.path(name), OutboxDamaged::file)
                .returns(offset, OutboxDamaged::offset)
                .extracting(OutboxDamaged::getMessage)
                .asString()
                .startsWith(disk.path(name) + " is damaged at byte " + offset + ": ");
    }

    private long startOf(int nth) {
        return (long) nth * frame;
    }

    private void acknowledgeOne() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            outbox.acknowledge(outbox.peek(1, 1));
        }
    }

    private List<String> uids() throws IOException {
        try (AuditOutbox outbox = AuditOutbox.open(disk, Script.LIMITS)) {
            return Events.uids(rest(outbox));
        }
    }

    private static List<AuditEvent> rest(AuditOutbox outbox) {
        return outbox.peek(Integer.MAX_VALUE, Long.MAX_VALUE).events();
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return flipped;
    }

    private static List<AuditEvent> numbered(int from, int to) {
        return Stream.iterate(from, i -> i < to, i -> i + 1)
                .map(Events::numbered)
                .toList();
    }
}
