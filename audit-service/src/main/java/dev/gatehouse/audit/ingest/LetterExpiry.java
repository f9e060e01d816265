package dev.gatehouse.audit.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Forgets dead letters that nobody looked after for a long time. */
public final class LetterExpiry {
    private static final int PAGE = 100;

    private final DeadLetters letters;
    private final Duration maxAge;
    private final InstantSource clock;

    /** @throws IllegalArgumentException the age is not above zero */
    public LetterExpiry(DeadLetters letters, Duration maxAge, InstantSource clock) {
        if (!maxAge.isPositive()) {
            throw new IllegalArgumentException("max-age must be above zero");
        }
        this.letters = letters;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /**
     * Forgets what is too old.
     *
     * @return how many letters
     * @throws DeadLettersUnavailable one of them can't be deleted now
     */
    public int run() {
        Instant oldest = clock.instant().minus(maxAge);
        int deleted = 0;
        while (true) {
            List<String> old = letters.list(Optional.empty(), PAGE).stream()
                    .filter(letter -> letter.received().isBefore(oldest))
                    .map(KeptLetter::id)
                    .toList();
            old.forEach(letters::delete);
            deleted += old.size();
            if (old.size() < PAGE) {
                return deleted;
            }
        }
    }
}
