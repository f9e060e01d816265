package dev.gatehouse.audit.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.log.PayloadStore.Segment;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failed append has left does not count as written. */
class SegmentFilesTest {
    @TempDir
    private Path folder;

    /** A thread that is interrupted can't write to a file. */
    private static void failToAppend(SegmentFiles files, long segment, long offset) {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> files.append(segment, offset, bytes("late")))
                    .isInstanceOf(StorageFailed.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private void leave(long segment, String text) throws IOException {
        Path file = folder.resolve("%020d".formatted(segment));
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void theRestOfAFailedAppendIsTakenAway() throws Exception {
        try (SegmentFiles files = new SegmentFiles(folder)) {
            files.append(0, 0, bytes("first"));
            failToAppend(files, 0, 5);
            leave(0, "late");

            files.settle();

            assertThat(files.list()).containsExactly(new Segment(0, 5));
        }
    }

    @Test
    void aSegmentThatAFailedAppendHasBegunIsTakenAway() throws Exception {
        try (SegmentFiles files = new SegmentFiles(folder)) {
            files.append(0, 0, bytes("first"));
            failToAppend(files, 7, 0);
            leave(7, "late");

            files.settle();

            assertThat(files.list()).containsExactly(new Segment(0, 5));
        }
    }

    @Test
    void theNextAppendTakesItAwayToo() throws Exception {
        try (SegmentFiles files = new SegmentFiles(folder)) {
            files.append(0, 0, bytes("first"));
            failToAppend(files, 0, 5);
            leave(0, "late and long");

            files.append(0, 5, bytes("next"));

            assertThat(files.list()).containsExactly(new Segment(0, 9));
            assertThat(files.read(0, 5, 4)).isEqualTo(bytes("next"));
        }
    }

    @Test
    void nothingIsTakenAwayWhereNothingFailed() throws Exception {
        try (SegmentFiles files = new SegmentFiles(folder)) {
            files.append(0, 0, bytes("first"));
            leave(0, "more");

            files.settle();

            assertThat(files.list()).containsExactly(new Segment(0, 9));
        }
    }
}
