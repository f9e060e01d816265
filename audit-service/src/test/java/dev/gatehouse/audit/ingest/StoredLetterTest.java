package dev.gatehouse.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.audit.event.ByteSlice;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredLetterTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static DeadLetter letter(OptionalInt position, String raw) {
        return new DeadLetter(NOON, "a\norigin", position, "not-json", "line 3, \"x\"", ByteSlice.of(raw));
    }

    @Test
    void keepsTheFirstBytesAndSaysHowManyThereWere() {
        StoredLetter stored = StoredLetter.of(letter(OptionalInt.of(7), "first\nsecond"), 8);

        StoredLetter read = StoredLetter.decode(stored.letter().id(), stored.encode());

        assertThat(read.letter()).isEqualTo(stored.letter());
        assertThat(read.letter().size()).isEqualTo(12);
        assertThat(read.deadLetter()).isEqualTo(letter(OptionalInt.of(7), "first\nse"));
        assertThat(StoredLetter.size(read.letter())).isEqualTo(stored.encode().length);
    }

    @Test
    void isReadFromItsBeginningToo() {
        StoredLetter stored = StoredLetter.of(letter(OptionalInt.empty(), "x".repeat(100)), 100);

        byte[] beginning = Arrays.copyOf(stored.encode(), stored.encode().length - 50);

        assertThat(StoredLetter.decode(stored.letter().id(), beginning).letter())
                .isEqualTo(stored.letter());
    }

    @Test
    void theSameLetterHasTheSameIdWheneverItComes() {
        DeadLetter later = new DeadLetter(
                NOON.plusSeconds(1), "a\norigin", OptionalInt.of(7), "not-json", "another detail", ByteSlice.of("raw"));

        assertThat(StoredLetter.id(later)).isEqualTo(StoredLetter.id(letter(OptionalInt.of(7), "raw")));
        assertThat(StoredLetter.id(later)).isNotEqualTo(StoredLetter.id(letter(OptionalInt.of(8), "raw")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no end", "{\n", "{}\n", "{\"received\":\"yesterday\"}\nraw"})
    void refusesWhatItDidNotWrite(String stored) {
        assertThatExceptionOfType(DeadLettersUnavailable.class)
                .isThrownBy(() -> StoredLetter.decode("0123", stored.getBytes(UTF_8)))
                .withMessageContaining("the dead letter 0123 has no head");
    }
}
