package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.KeptLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dead letters in memory, which are full when they are told to be. */
public final class FakeDeadLetters implements DeadLetters {
    public final List<DeadLetter> letters = new ArrayList<>();
    public boolean full;

    @Override
    public void add(List<DeadLetter> added) {
        if (full) {
            throw new DeadLettersUnavailable("full");
        }
        added.stream().filter(letter -> !letters.contains(letter)).forEach(letters::add);
    }

    @Override
    public List<KeptLetter> list(Optional<String> after, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<DeadLetter> read(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(String id) {
        throw new UnsupportedOperationException();
    }
}
