package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.KeptLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Dead letters in memory, which are full when they are told to be. A letter's id is its text in the order of coming. */
public final class FakeDeadLetters implements DeadLetters {
    public final List<DeadLetter> letters = new ArrayList<>();
    public boolean full;
    /** Bytes of a letter that are kept. */
    public int maxRaw = Integer.MAX_VALUE;

    @Override
    public void add(List<DeadLetter> added) {
        if (full) {
            throw new DeadLettersUnavailable("full");
        }
        added.stream().filter(letter -> !letters.contains(letter)).forEach(letters::add);
    }

    public static String id(DeadLetter letter) {
        return letter.origin() + "@" + letter.position().orElse(-1) + letter.reason();
    }

    @Override
    public List<KeptLetter> list(Optional<String> after, int max) {
        List<String> ids = letters.stream().map(FakeDeadLetters::id).toList();
        int from = after.map(id -> ids.contains(id) ? ids.indexOf(id) + 1 : ids.size())
                .orElse(0);
        return IntStream.range(from, Math.min(ids.size(), from + max))
                .mapToObj(i -> kept(letters.get(i)))
                .toList();
    }

    @Override
    public Optional<KeptLetter> find(String id) {
        return read(id).map(this::kept);
    }

    @Override
    public Optional<DeadLetter> read(String id) {
        return letters.stream().filter(letter -> id(letter).equals(id)).findFirst();
    }

    @Override
    public boolean delete(String id) {
        return letters.removeIf(letter -> id(letter).equals(id));
    }

    private KeptLetter kept(DeadLetter letter) {
        int size = letter.raw().length();
        return new KeptLetter(
                id(letter),
                letter.received(),
                letter.origin(),
                letter.position(),
                letter.reason(),
                letter.detail(),
                size,
                Math.min(size, maxRaw));
    }
}
