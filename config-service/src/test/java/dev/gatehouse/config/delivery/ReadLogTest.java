package dev.gatehouse.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.parameter.ParameterPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadLogTest {
    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = THEN.plusSeconds(60);
    private static final ParameterPath SIZE = new ParameterPath("/demo/dev/global/size");
    private static final ParameterPath RATE = new ParameterPath("/demo/dev/global/rate");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("read-log.txt");
    }

    @Test
    void remembersWhatWasReadAndSinceWhen() throws IOException {
        ReadLog log = ReadLog.open(file, THEN);
        log.delivered(SIZE);
        log.delivered(SIZE);

        ReadLog reopened = ReadLog.open(file, LATER);

        assertThat(reopened.since()).isEqualTo(THEN);
        assertThat(reopened.contains(SIZE)).isTrue();
        assertThat(reopened.contains(RATE)).isFalse();
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "yesterday\n/demo/dev/global/size\n", "\u0000\u0000"})
    void beginsAnewWhereTheFileIsDamaged(String text) throws IOException {
        Files.writeString(file, text);

        ReadLog log = ReadLog.open(file, LATER);

        assertThat(log.since()).isEqualTo(LATER);
        log.delivered(RATE);
        assertThat(ReadLog.open(file, LATER.plusSeconds(1)).since()).isEqualTo(LATER);
        assertThat(ReadLog.open(file, LATER).contains(RATE)).isTrue();
    }

    @Test
    void beginsAnewWhereTheFileIsNoText() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(ReadLog.open(file, LATER).since()).isEqualTo(LATER);
    }

    @Test
    void leavesOutALineThatIsNoPath() throws IOException {
        Files.writeString(file, THEN + "\n/demo//x\nrubbish\n\n" + SIZE + "\n/demo/de");

        ReadLog log = ReadLog.open(file, LATER);

        assertThat(log.since()).isEqualTo(THEN);
        assertThat(log.contains(SIZE)).isTrue();
    }

    @Test
    void failsNoReadingWhereItCannotBeWritten() throws IOException {
        ReadLog log = ReadLog.open(file, THEN);
        Files.delete(file);

        log.delivered(SIZE);

        assertThat(log.contains(SIZE)).isTrue();
    }

    @Test
    void writesWhatItCouldNotWriteWithTheNextPath() throws IOException {
        ReadLog log = ReadLog.open(file, THEN);
        Files.delete(file);
        log.delivered(SIZE);
        Files.writeString(file, THEN + "\n");

        log.delivered(RATE);

        assertThat(Files.readAllLines(file)).containsExactly(THEN.toString(), SIZE.value(), RATE.value());
    }
}
