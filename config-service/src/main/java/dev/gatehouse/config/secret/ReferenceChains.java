package dev.gatehouse.config.secret;

import dev.gatehouse.service.failure.InvalidName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows references from key to key within one snapshot, without resolving any. */
public final class ReferenceChains {
    /** Keys that a chain may pass through, its first included. */
    public static final int MAX_LENGTH = 8;

    private ReferenceChains() {}

    /** What is wrong with a chain. */
    public sealed interface Problem {
        /** The keys of the chain, from where it was entered. */
        List<String> keys();

        /** The chain comes back to its first key, which stands at its end again. */
        record Cycle(List<String> keys) implements Problem {
            public Cycle {
                keys = List.copyOf(keys);
            }

            @Override
            public String toString() {
                return String.join(" -> ", keys);
            }
        }

        /** The chain goes on after {@link #MAX_LENGTH} keys. */
        record TooLong(List<String> keys) implements Problem {
            public TooLong {
                keys = List.copyOf(keys);
            }

            @Override
            public String toString() {
                return String.join(" -> ", keys) + " -> ...";
            }
        }
    }

    /**
     * The first problem, in the order of the keys.
     *
     * @param references the text of each key that holds a reference. A chain ends at a secret, at a key that is not in
     *     the map, and at a text that is no reference.
     */
    public static Optional<Problem> problem(Map<String, String> references) {
        for (String key : new TreeMap<>(references).keySet()) {
            Optional<Problem> problem = follow(key, references);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> follow(String start, Map<String, String> references) {
        List<String> chain = new ArrayList<>(List.of(start));
        Optional<String> next = next(references.get(start));
        while (next.isPresent() && references.containsKey(next.get())) {
            int met = chain.indexOf(next.get());
            chain.add(next.get());
            if (met >= 0) {
                return Optional.of(new Problem.Cycle(chain.subList(met, chain.size())));
            }
            if (chain.size() > MAX_LENGTH) {
                return Optional.of(new Problem.TooLong(chain.subList(0, MAX_LENGTH)));
            }
            next = next(references.get(next.get()));
        }
        return Optional.empty();
    }

    private static Optional<String> next(@Nullable String text) {
        try {
            return text != null && SecretReference.parse(text) instanceof SecretReference.OfKey(String key)
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (InvalidName noReference) {
            return Optional.empty();
        }
    }
}
