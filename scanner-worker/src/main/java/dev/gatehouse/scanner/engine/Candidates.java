package dev.gatehouse.scanner.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Findings near one another, of which only the surest on a secret is given out. */
final class Candidates {
    /** Matches of one secret are made close to one another, so no more than so many are compared. */
    private static final int COMPARED = 64;

    private final List<Candidate> open = new ArrayList<>();

    void clear() {
        open.clear();
    }

    int size() {
        return open.size();
    }

    /**
     * Adds one, unless another on the same secret stands against it; those that it displaces are gone.
     *
     * @param displaced is told of whichever lost
     */
    void add(Candidate candidate, Consumer<Candidate> displaced) {
        for (int i = open.size() - 1, compared = 0; i >= 0 && compared < COMPARED; i--, compared++) {
            Candidate other = open.get(i);
            if (other.overlaps(candidate.start(), candidate.end())) {
                if (other.standsAgainst(candidate)) {
                    displaced.accept(candidate);
                    return;
                }
                open.remove(i);
                displaced.accept(other);
            }
        }
        open.add(candidate);
    }

    /** Gives out all that end at or before there. */
    void flush(long before, Consumer<Candidate> out) {
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : open) {
            if (candidate.end() <= before) {
                out.accept(candidate);
            } else {
                kept.add(candidate);
            }
        }
        open.clear();
        open.addAll(kept);
    }
}
