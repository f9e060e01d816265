package dev.gatehouse.audit.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/** Keeps what is rejected as dead letters, under the name of who sent it. */
public final class RejectLetters implements Rejects {
    private final DeadLetters letters;
    private final InstantSource clock;

    public RejectLetters(DeadLetters letters, InstantSource clock) {
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public boolean keep(Sender sender, List<Reject> rejects) {
        Instant now = clock.instant();
        String origin = SentOrigin.of(sender.name());
        try {
            letters.add(rejects.stream()
                    .map(reject -> new DeadLetter(
                            now,
                            origin,
                            OptionalInt.of(reject.line() - 1),
                            reject.reason(),
                            reject.detail(),
                            reject.raw()))
                    .toList());
            return true;
        } catch (DeadLettersUnavailable full) {
            // Some of them may be kept; to say that none is does no harm.
            return false;
        }
    }
}
