package dev.gatehouse.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.file.FakeDeadLetters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LetterExpiryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration AGE = Duration.ofDays(1);

    private final FakeDeadLetters letters = new FakeDeadLetters();
    private final LetterExpiry expiry = new LetterExpiry(letters, AGE, () -> NOW);

    @Test
    void forgetsWhatIsOlderThanItsAgeAndNothingElse() {
        letters.add(List.of(letter(0, NOW.minus(AGE).minusMillis(1)), letter(1, NOW.minus(AGE)), letter(2, NOW)));

        assertThat(expiry.run()).isEqualTo(1);

        assertThat(letters.letters)
                .extracting(letter -> letter.position().orElseThrow())
                .containsExactly(1, 2);
    }

    @Test
    void forgetsMoreThanAPage() {
        letters.add(IntStream.range(0, 250)
                .mapToObj(i -> letter(i, NOW.minus(AGE.multipliedBy(2))))
                .toList());

        assertThat(expiry.run()).isEqualTo(250);
    }

    @Test
    void refusesAnAgeOfNothing() {
        assertThatThrownBy(() -> new LetterExpiry(letters, Duration.ZERO, () -> NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DeadLetter letter(int position, Instant received) {
        return new DeadLetter(received, "f", OptionalInt.of(position), "no-event", "d", ByteSlice.of("x"));
    }
}
