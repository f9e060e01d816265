package dev.gatehouse.audit.log.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.log.verify.MemoryLog.Found;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed in a log's segments is found, and the first place of it is told. */
class BrokenLogTest extends ChangedLog {
    @Test
    void theLogThatIsChangedHereIsSound() {
        assertThat(log.verify()).isInstanceOf(Verdict.Sound.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 9, 255, 256, 350, 699})
    void aBitOfAPayload(int index) {
        Found found = log.find(index);
        log.flip(found.segment(), found.salt() + 16 + found.payload() - 1);

        broken(found.place(index), "the payload is not what its entry commits to");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 350, 699})
    void aBitOfASalt(int index) {
        Found found = log.find(index);
        log.flip(found.segment(), found.salt() + 7);

        broken(found.place(index), "the payload is not what its entry commits to");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 12, 13, 30, 60, 61})
    void aBitOfAFramesTable(int at) {
        Found found = log.find(350);
        log.flip(found.segment(), found.rowAt() + at);

        broken(found.framePlace(350), "a frame's checksum is wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "0, no frame begins here",
        "11, a frame begins with event",
        "14, a frame",
        "23, a frame",
        "24, a frame's checksum"
    })
    void aBitOfAFramesHead(int at, String what) {
        Found found = log.find(350);
        log.flip(found.segment(), found.frame() + at);

        Verdict verdict = log.verify();

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.place()).isEqualTo(found.framePlace(350));
            assertThat(broken.what()).startsWith(what);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'an entry is of a version, format or verdict that is not known here'",
        "27, the payload is not what its entry commits to",
        "11, the entry's key is not the payload's",
    })
    void aBitOfAnEntryUnderARightChecksum(int at, String what) {
        Found found = log.find(350);
        log.flip(found.segment(), found.rowAt() + at);
        log.fixChecksum(found.segment(), found.frame());

        broken(found.place(350), what);
    }

    @Test
    void aTimeUnderARightChecksum() {
        Found found = log.find(350);
        log.flip(found.segment(), found.rowAt() + 10);
        log.fixChecksum(found.segment(), found.frame());

        broken(new Place.InTile("tile/entries/001"), "byte " + (94 * 61 + 2 + 10) + " is not as computed, in entry 94");
    }

    @Test
    void twoPayloadsInEachOthersPlace() {
        Found found = log.find(351);
        Found next = log.find(352);
        byte[] bytes = log.segment(found.segment());
        byte[] one = Arrays.copyOfRange(bytes, found.salt(), found.salt() + 16 + found.payload());
        System.arraycopy(bytes, next.salt(), bytes, found.salt(), one.length);
        System.arraycopy(one, 0, bytes, next.salt(), one.length);

        broken(found.place(351), "the payload is not what its entry commits to");
    }

    @Test
    void aSegmentThatIsMissing() {
        long segment = log.find(350).segment();
        log.segments.remove(segment);

        broken(new Place.InSegment(segment, 0, segment), "the next segment does not begin with this event");
    }

    @Test
    void theFirstSegmentIsMissing() {
        log.segments.remove(0L);

        broken(new Place.InSegment(0, 0, 0), "the next segment does not begin with this event");
    }

    @Test
    void aFrameIsMissing() {
        Found found = log.find(350);
        Found next = log.find(350 - found.row() + 9);
        byte[] bytes = log.segment(found.segment());
        byte[] without = new byte[bytes.length - (next.frame() - found.frame())];
        System.arraycopy(bytes, 0, without, 0, found.frame());
        System.arraycopy(bytes, next.frame(), without, found.frame(), bytes.length - next.frame());
        log.segments.put(found.segment(), without);

        broken(
                found.framePlace(350),
                "a frame begins with event " + (350 - found.row() + 9) + " instead of " + (350 - found.row()));
    }

    @Test
    void theLastSegmentIsCutOff() {
        long last = log.segments.lastKey();
        Found found = log.find(SIZE - 1);
        log.cutSegment(last, log.segment(last).length - 1);

        broken(found.framePlace(SIZE - 1), "a frame is cut off");
    }

    @Test
    void eachBitOfASmallLogMatters(@TempDir Path other) throws Exception {
        MemoryLog.write(other, 3, 3);
        MemoryLog small = MemoryLog.read(other);
        log = small;
        TreeMap<Long, byte[]> segments = small.segments;
        int survived = 0;
        for (byte[] bytes : segments.values()) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 4;
                survived += small.verify() instanceof Verdict.Sound ? 1 : 0;
                bytes[i] ^= 4;
            }
        }
        for (byte[] bytes : small.files.values()) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 4;
                survived += small.verify() instanceof Verdict.Sound ? 1 : 0;
                bytes[i] ^= 4;
            }
        }

        assertThat(survived).isZero();
        assertThat(small.verify()).isInstanceOf(Verdict.Sound.class);
    }
}
