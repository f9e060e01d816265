package dev.gatehouse.audit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.log.LogStorage;
import dev.gatehouse.audit.log.PayloadStore;
import dev.gatehouse.audit.log.StorageConflict;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every log's storage does. */
public abstract class LogStorageContract {
    /** An empty log's storage, or anew what an earlier call of this test has given. */
    protected abstract LogStorage open();

    @Test
    void aNewLogIsEmpty() {
        LogStorage log = open();

        assertThat(log.payloads().list()).isEmpty();
        assertThat(log.checkpoints().read()).isEmpty();
        assertThat(log.tiles().get("tile/0/000")).isEmpty();
        assertThatCode(log::requireLease).doesNotThrowAnyException();
    }

    @Test
    void segmentsAreListedByTheirFirstIndex() {
        LogStorage log = open();
        for (long first : new long[] {100, 0, 9, 12_345_678_901L, 10}) {
            log.payloads().append(first, 0, bytes("frame of " + first));
        }

        assertThat(log.payloads().list())
                .containsExactly(
                        new PayloadStore.Segment(0, 10),
                        new PayloadStore.Segment(9, 10),
                        new PayloadStore.Segment(10, 11),
                        new PayloadStore.Segment(100, 12),
                        new PayloadStore.Segment(12_345_678_901L, 20));
    }

    @Test
    void anyPartOfASegmentIsRead() {
        PayloadStore payloads = open().payloads();
        payloads.append(7, 0, bytes("0123456789"));

        assertThat(text(payloads.read(7, 0, 10))).isEqualTo("0123456789");
        assertThat(text(payloads.read(7, 3, 4))).isEqualTo("3456");
        assertThat(text(payloads.read(7, 8, 100))).isEqualTo("89");
        assertThat(text(payloads.read(7, 9, 1))).isEqualTo("9");
        assertThat(text(payloads.read(7, 10, 5))).isEmpty();
        assertThat(text(payloads.read(7, 5, 0))).isEmpty();
    }

    @Test
    void whatIsReadCanBeReadAsAnArray() {
        PayloadStore payloads = open().payloads();
        payloads.append(0, 0, bytes("0123456789"));

        ByteBuffer read = payloads.read(0, 2, 3);

        assertThat(read.hasArray()).isTrue();
        assertThat(read.array()[read.arrayOffset() + read.position()]).isEqualTo((byte) '2');
    }

    @Test
    void aFrameIsTakenFromItsBuffersPosition() {
        PayloadStore payloads = open().payloads();

        payloads.append(0, 0, bytes("0123456789").position(4).limit(6));

        assertThat(text(payloads.read(0, 0, 100))).isEqualTo("45");
    }

    @Test
    void bytesAreWrittenOverAndTheOthersStay() {
        PayloadStore payloads = open().payloads();
        payloads.append(0, 0, bytes("0123456789"));

        payloads.overwrite(0, 3, bytes("....").position(1));

        assertThat(text(payloads.read(0, 0, 100))).isEqualTo("012...6789");
    }

    @Test
    void whatWasWrittenIsThereForTheNextWriter() {
        LogStorage before = open();
        before.payloads().append(0, 0, bytes("frame"));
        before.tiles().put("tile/0/000.p/1", "tile".getBytes(UTF_8));
        before.checkpoints().replace(Optional.empty(), "checkpoint".getBytes(UTF_8));
        before.close();

        LogStorage log = open();

        assertThat(text(log.payloads().read(0, 0, 100))).isEqualTo("frame");
        assertThat(log.tiles().get("tile/0/000.p/1").map(LogStorageContract::text))
                .contains("tile");
        assertThat(log.checkpoints().read().map(LogStorageContract::text)).contains("checkpoint");
    }

    @Test
    void aTileIsWrittenAgainWithTheSameBytesOnly() {
        LogStorage log = open();
        log.tiles().put("tile/entries/x001/234", "one".getBytes(UTF_8));
        log.tiles().put("tile/entries/x001/234", "one".getBytes(UTF_8));

        assertThatThrownBy(() -> log.tiles().put("tile/entries/x001/234", "two".getBytes(UTF_8)))
                .isInstanceOf(StorageConflict.class);

        assertThat(log.tiles().get("tile/entries/x001/234").map(LogStorageContract::text))
                .contains("one");
    }

    @Test
    void aTileIsRemovedWhetherItIsThereOrNot() {
        LogStorage log = open();
        log.tiles().put("tile/0/000.p/1", "one".getBytes(UTF_8));

        log.tiles().delete("tile/0/000.p/1");
        log.tiles().delete("tile/0/000.p/2");

        assertThat(log.tiles().get("tile/0/000.p/1")).isEmpty();
    }

    @Test
    void aCheckpointTakesThePlaceOfTheOneBefore() {
        LogStorage log = open();
        log.checkpoints().replace(Optional.empty(), "one".getBytes(UTF_8));
        log.checkpoints().replace(Optional.of("one".getBytes(UTF_8)), "two".getBytes(UTF_8));

        assertThat(log.checkpoints().read().map(LogStorageContract::text)).contains("two");
    }

    @Test
    void aCheckpointThatIsNotTheExpectedOneStays() {
        LogStorage log = open();
        log.checkpoints().replace(Optional.empty(), "one".getBytes(UTF_8));
        log.checkpoints().replace(Optional.of("one".getBytes(UTF_8)), "two".getBytes(UTF_8));

        assertThatThrownBy(() -> log.checkpoints().replace(Optional.of("one".getBytes(UTF_8)), "x".getBytes(UTF_8)))
                .isInstanceOf(StorageConflict.class);
        assertThatThrownBy(() -> log.checkpoints().replace(Optional.empty(), "x".getBytes(UTF_8)))
                .isInstanceOf(StorageConflict.class);

        assertThat(log.checkpoints().read().map(LogStorageContract::text)).contains("two");
    }

    @Test
    void aCheckpointThatIsMissingIsNotReplaced() {
        LogStorage log = open();

        assertThatThrownBy(() -> log.checkpoints().replace(Optional.of("one".getBytes(UTF_8)), "x".getBytes(UTF_8)))
                .isInstanceOf(StorageConflict.class);

        assertThat(log.checkpoints().read()).isEmpty();
    }

    protected static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    protected static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes.duplicate()).toString();
    }

    protected static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
