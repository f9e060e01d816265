package dev.gatehouse.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditOutboxTest {
    private static final OutboxLimits SMALL = Script.LIMITS;

    @TempDir
    private Path parent;

    private Path folder = Path.of("");

    @BeforeEach
    void choosesAFolder() {
        folder = parent.resolve("state").resolve("audit outbox");
    }

    @Test
    void handsOutWhatItTookInOrder() {
        try (AuditOutbox outbox = open()) {
            outbox.record(numbered(0, 3));
            outbox.record(numbered(3, 4));

            Batch batch = outbox.peek(10, Long.MAX_VALUE);

            assertThat(batch.events()).isEqualTo(numbered(0, 4));
        }
    }

    @Test
    void handsOutTheSameUntilItIsAcknowledged() {
        try (AuditOutbox outbox = open()) {
            outbox.record(numbered(0, 2));
            outbox.record(numbered(2, 4));
            Batch first = outbox.peek(3, Long.MAX_VALUE);
            Batch again = outbox.peek(3, Long.MAX_VALUE);

            outbox.acknowledge(first);

            assertThat(again.events()).isEqualTo(first.events()).isEqualTo(numbered(0, 3));
            assertThat(outbox.peek(3, Long.MAX_VALUE).events()).isEqualTo(numbered(3, 4));
        }
    }

    @Test
    void saysAtOnceThatAnEventIsPending() throws Exception {
        try (AuditOutbox outbox = open()) {
            assertThat(outbox.awaitPending(Duration.ZERO)).isFalse();
            outbox.record(numbered(0, 1));

            assertThat(outbox.awaitPending(Duration.ofDays(1))).isTrue();

            outbox.acknowledge(outbox.peek(1, Long.MAX_VALUE));
            assertThat(outbox.awaitPending(Duration.ofNanos(1))).isFalse();
        }
    }

    @Test
    void wakesWhoWaitsForAnEvent() throws Exception {
        try (AuditOutbox outbox = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting = threads.submit(() -> outbox.awaitPending(Duration.ofDays(1)));

            outbox.record(numbered(0, 1));

            assertThat(waiting.get(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void letsNobodyWaitPastItsEnd() throws Exception {
        AuditOutbox outbox = open();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch begun = new CountDownLatch(1);
            Future<Boolean> waiting = threads.submit(() -> {
                begun.countDown();
                return outbox.awaitPending(Duration.ofDays(1));
            });
            begun.await();

            outbox.close();

            // It began to wait before the end or after it; it ends either way.
            assertThat(endOf(waiting)).isIn("false", new AuditUnavailable("closed").toString());
        }
    }

    private static String endOf(Future<Boolean> waiting) throws Exception {
        try {
            return waiting.get(1, TimeUnit.MINUTES).toString();
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    @Test
    void keepsOrderAndCursorAcrossRestarts() {
        List<AuditEvent> sent = new ArrayList<>();
        for (int start = 0; start < 30; start += 3) {
            try (AuditOutbox outbox = open()) {
                outbox.record(numbered(start, start + 1));
                outbox.record(numbered(start + 1, start + 3));
                Batch batch = outbox.peek(2, Long.MAX_VALUE);
                outbox.acknowledge(batch);
                sent.addAll(batch.events());
            }
        }

        try (AuditOutbox outbox = open()) {
            sent.addAll(outbox.peek(100, Long.MAX_VALUE).events());
        }

        assertThat(sent).isEqualTo(numbered(0, 30));
    }

    @Test
    void holdsNothingAtFirst() {
        try (AuditOutbox outbox = open()) {
            Batch batch = outbox.peek(1, 1);
            outbox.acknowledge(batch);

            assertThat(batch.events()).isEmpty();
            assertThat(outbox.pendingEvents()).isZero();
            assertThat(outbox.pendingBytes()).isZero();
            assertThat(outbox.cutBytes()).isZero();
        }
    }

    @Test
    void takesNoEventsWithoutTouchingTheDisk() throws IOException {
        FakeDisk disk = new FakeDisk();
        try (AuditOutbox outbox = AuditOutbox.open(disk, SMALL)) {
            int before = disk.operations();

            outbox.record(List.of());

            assertThat(disk.operations()).isEqualTo(before);
        }
    }

    @Test
    void limitsABatchByEventsAndByBytes() {
        int size = Events.sizeOf(Events.numbered(0));
        try (AuditOutbox outbox = open()) {
            outbox.record(numbered(0, 3));

            assertThat(outbox.peek(1, Long.MAX_VALUE).events()).hasSize(1);
            assertThat(outbox.peek(9, 2L * size).events()).hasSize(2);
            assertThat(outbox.peek(9, 2L * size - 1).events()).hasSize(1);
            assertThat(outbox.peek(9, 0).events()).as("or it would never go on").hasSize(1);
        }
    }

    @Test
    void refusesABatchOfNoEvents() {
        try (AuditOutbox outbox = open()) {
            assertThatIllegalArgumentException().isThrownBy(() -> outbox.peek(0, 1));
        }
    }

    @Test
    void refusesToAcknowledgeABatchTwice() {
        try (AuditOutbox outbox = open()) {
            outbox.record(numbered(0, 3));
            Batch batch = outbox.peek(1, Long.MAX_VALUE);
            outbox.acknowledge(batch);

            assertThatIllegalArgumentException().isThrownBy(() -> outbox.acknowledge(batch));

            assertThat(outbox.pendingEvents()).isEqualTo(2);
        }
    }

    @Test
    void countsWhatIsPendingAlsoAfterARestart() throws IOException {
        try (AuditOutbox outbox = open()) {
            for (int i = 0; i < 10; i++) {
                outbox.record(numbered(2 * i, 2 * i + 2));
            }
            outbox.acknowledge(outbox.peek(7, Long.MAX_VALUE));
            assertThat(outbox.pendingEvents()).isEqualTo(13);
        }

        try (AuditOutbox outbox = open()) {
            assertThat(outbox.pendingEvents()).isEqualTo(13);
            // The eighth event is in the fourth frame, which so counts whole.
            int frame = 2 * (Events.sizeOf(Events.numbered(0)) + 1) + Frame.HEADER_BYTES;
            assertThat(outbox.pendingBytes()).isEqualTo(7L * frame);
            outbox.acknowledge(outbox.peek(100, Long.MAX_VALUE));
            assertThat(outbox.pendingEvents()).isZero();
            assertThat(outbox.pendingBytes()).isZero();
        }
    }

    @Test
    void deletesSegmentsThatAreAcknowledgedToTheLastEvent() throws IOException {
        try (AuditOutbox outbox = open()) {
            for (int i = 0; i < 12; i++) {
                outbox.record(numbered(i, i + 1));
            }
            assertThat(files()).contains(SegmentName.of(1), SegmentName.of(2), SegmentName.of(4));

            outbox.acknowledge(outbox.peek(7, Long.MAX_VALUE));

            assertThat(files()).containsExactlyInAnyOrder("cursor", "lock", SegmentName.of(3), SegmentName.of(4));
        }
    }

    @Test
    void makesItsFolderAndFilesForTheOwnerOnly() throws IOException {
        try (AuditOutbox outbox = open()) {
            outbox.record(numbered(0, 1));
            outbox.acknowledge(outbox.peek(1, Long.MAX_VALUE));
        }

        assertThat(permissions(folder)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx-----x", "rwxrwxrwx"})
    void refusesAFolderThatOthersMayEnter(String permissions) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(this::open)
                .isInstanceOf(AuditUnavailable.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("chmod 700");
    }

    @Test
    void refusesALinkInPlaceOfItsFolder() throws IOException {
        Path elsewhere = Files.createDirectories(parent.resolve("elsewhere"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(parent.resolve("state"));
        Files.createSymbolicLink(folder, elsewhere);

        assertThatThrownBy(this::open).isInstanceOf(AuditUnavailable.class);

        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void doesNotFollowALinkInPlaceOfASegment() throws IOException {
        open().close();
        Path victim = Files.writeString(parent.resolve("victim"), "precious");
        Files.delete(folder.resolve(SegmentName.of(1)));
        Files.createSymbolicLink(folder.resolve(SegmentName.of(1)), victim);

        assertThatThrownBy(this::open).isInstanceOfAny(AuditUnavailable.class, OutboxDamaged.class);

        assertThat(victim).hasContent("precious");
    }

    @Test
    void isOfOneProcessAtATime() {
        try (AuditOutbox first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(AuditUnavailable.class)
                    .hasMessageContaining("in use by another process");
            first.record(numbered(0, 1));
        }
        try (AuditOutbox second = open()) {
            assertThat(second.pendingEvents()).isOne();
        }
    }

    @Test
    void isOpenToTheNextOnceOpeningFailed() throws IOException {
        open().close();
        Files.writeString(folder.resolve("cursor"), "nonsense");
        assertThatThrownBy(this::open).isInstanceOf(OutboxDamaged.class);
        Files.delete(folder.resolve("cursor"));

        AuditOutbox outbox = open();

        assertThat(outbox.pendingEvents()).isZero();
        outbox.close();
    }

    @Test
    void takesAndHandsOutNothingOnceClosed() {
        AuditOutbox outbox = open();
        Batch empty = outbox.peek(1, 1);
        outbox.close();
        outbox.close();

        assertThatThrownBy(() -> outbox.record(numbered(0, 1)))
                .isInstanceOf(AuditUnavailable.class)
                .hasMessage("closed");
        assertThatThrownBy(() -> outbox.peek(1, 1))
                .isInstanceOf(AuditUnavailable.class)
                .hasMessage("closed");
        assertThatThrownBy(() -> outbox.acknowledge(empty))
                .isInstanceOf(AuditUnavailable.class)
                .hasMessage("closed");
    }

    private AuditOutbox open() {
        return AuditOutbox.open(folder, SMALL);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> folder.relativize(file).toString()).toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static List<AuditEvent> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(Events::numbered).toList();
    }
}
