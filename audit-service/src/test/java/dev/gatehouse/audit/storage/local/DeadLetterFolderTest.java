package dev.gatehouse.audit.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.KeptLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterFolderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void keepsLettersAcrossARestartInTheOrderInWhichTheyCame() {
        open().add(letters(3));

        DeadLetterFolder letters = open();

        List<KeptLetter> kept = letters.list(Optional.empty(), 10);
        assertThat(kept.stream().map(letter -> letters.read(letter.id()).orElseThrow()))
                .containsExactlyElementsOf(letters(3));
        assertThat(letters.list(Optional.empty(), 1)).containsExactly(kept.getFirst());
        assertThat(letters.list(Optional.of(kept.getFirst().id()), 10)).containsExactlyElementsOf(kept.subList(1, 3));
        assertThat(letters.list(Optional.of("unknown"), 10)).isEmpty();
    }

    @Test
    void keepsALetterOfAWholeFileWithBytesThatAreNoText() {
        DeadLetter whole = new DeadLetter(
                NOW, "f", OptionalInt.empty(), "bomb", "d", ByteSlice.of(new byte[] {0, '\n', (byte) 0xff, '\n'}));
        open().add(List.of(whole));

        DeadLetterFolder letters = open();

        assertThat(letters.read(letters.list(Optional.empty(), 1).getFirst().id()))
                .contains(whole);
    }

    @Test
    void keepsARedeliveredLetterOnce() {
        DeadLetterFolder letters = open();
        letters.add(letters(1));

        DeadLetter again = letters(1).getFirst();
        letters.add(List.of(new DeadLetter(
                NOW.plusSeconds(60), again.origin(), again.position(), again.reason(), "other", again.raw())));

        assertThat(letters.list(Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void forgetsALetterForGood() throws IOException {
        DeadLetterFolder letters = open();
        letters.add(letters(2));
        String id = letters.list(Optional.empty(), 1).getFirst().id();

        assertThat(letters.delete(id)).isTrue();

        assertThat(letters.delete(id)).isFalse();
        assertThat(letters.read(id)).isEmpty();
        assertThat(open().list(Optional.empty(), 10)).hasSize(1);
        try (Stream<Path> files = Files.list(folder.resolve("dead"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void boundsTheLettersFromBothSidesAndMakesRoomByDeleting() {
        DeadLetterFolder letters = new DeadLetterFolder(folder.resolve("dead"), new DeadLetterLimits(2, 1 << 20, 10));
        letters.add(letters(2));

        assertThatThrownBy(() -> letters.add(letters(3))).isInstanceOf(DeadLettersUnavailable.class);
        letters.add(letters(2));
        letters.delete(letters.list(Optional.empty(), 1).getFirst().id());
        letters.add(letters(3).subList(2, 3));

        assertThat(letters.list(Optional.empty(), 10)).hasSize(2);
    }

    @Test
    void boundsTheBytesFromBothSides() throws IOException {
        Path measured = folder.resolve("measured");
        new DeadLetterFolder(measured, DeadLetterLimits.DEFAULT).add(List.of(big(0)));
        long size;
        try (Stream<Path> files = Files.list(measured)) {
            size = Files.size(files.findFirst().orElseThrow());
        }
        int raw = DeadLetterLimits.MAX_HEAD;
        DeadLetterFolder exact = new DeadLetterFolder(folder.resolve("exact"), new DeadLetterLimits(9, 2 * size, raw));
        DeadLetterFolder short1 =
                new DeadLetterFolder(folder.resolve("short"), new DeadLetterLimits(9, 2 * size - 1, raw));

        exact.add(List.of(big(0), big(1)));
        assertThatThrownBy(() -> short1.add(List.of(big(0), big(1)))).isInstanceOf(DeadLettersUnavailable.class);

        assertThat(exact.list(Optional.empty(), 9)).hasSize(2);
        assertThat(short1.list(Optional.empty(), 9)).isEmpty();
    }

    @Test
    void keepsTheBeginningOfALongLetterAndSaysSo() {
        DeadLetterFolder letters = new DeadLetterFolder(folder.resolve("dead"), new DeadLetterLimits(9, 1 << 20, 5));
        letters.add(List.of(
                new DeadLetter(NOW, "f", OptionalInt.empty(), "a", "", ByteSlice.of("12345")),
                new DeadLetter(NOW.plusSeconds(1), "f", OptionalInt.empty(), "b", "", ByteSlice.of("123456"))));

        List<KeptLetter> kept = letters.list(Optional.empty(), 9);

        assertThat(kept).extracting(KeptLetter::size).containsExactly(5L, 6L);
        assertThat(kept).extracting(KeptLetter::kept).containsExactly(5, 5);
        assertThat(letters.read(kept.getLast().id()).orElseThrow().raw()).isEqualTo(ByteSlice.of("12345"));
    }

    @Test
    void isForItsOwnersEyesOnly() throws IOException {
        open().add(letters(1));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("dead"))))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder.resolve("dead"))) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(files.findFirst().orElseThrow())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void passesOverADraftThatACrashLeft() throws IOException {
        Files.createDirectories(folder.resolve("dead"));
        Files.writeString(folder.resolve("dead/.00.letter.new"), "{\"rec");

        assertThat(open().list(Optional.empty(), 9)).isEmpty();
    }

    @Test
    void saysThatItCantBeWritten() throws IOException {
        DeadLetterFolder letters = open();
        Files.delete(folder.resolve("dead"));

        assertThatThrownBy(() -> letters.add(letters(1))).isInstanceOf(DeadLettersUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "two words", "a\nb"})
    void refusesAReasonThatIsNoWord(String reason) {
        assertThatThrownBy(() -> new DeadLetter(NOW, "f", OptionalInt.empty(), reason, "", ByteSlice.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private DeadLetterFolder open() {
        return new DeadLetterFolder(folder.resolve("dead"), DeadLetterLimits.DEFAULT);
    }

    private static DeadLetter big(int position) {
        byte[] raw = new byte[DeadLetterLimits.MAX_HEAD];
        return new DeadLetter(NOW, "f", OptionalInt.of(position), "big", "", ByteSlice.of(raw));
    }

    private static List<DeadLetter> letters(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new DeadLetter(
                        NOW.plusSeconds(i), "file", OptionalInt.of(i), "no-event", "why", ByteSlice.of("raw " + i)))
                .toList();
    }
}
