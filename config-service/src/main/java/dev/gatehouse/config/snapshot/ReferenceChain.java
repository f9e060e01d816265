package dev.gatehouse.config.snapshot;

import dev.gatehouse.config.secret.ReferenceChains;
import dev.gatehouse.config.secret.SecretReference;
import dev.gatehouse.service.failure.InvalidName;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Follows a reference through aliases of other keys to a secret. */
final class ReferenceChain {
    private ReferenceChain() {}

    /** Where a reference leads. */
    sealed interface Target {}

    record AtSecret(SecretReference.OfSecret reference) implements Target {}

    /** @param reason {@code malformed}, {@code no-such-key}, {@code cycle} or {@code too-long} */
    record Nowhere(String reason) implements Target {}

    static Target follow(String key, String text, Function<String, Optional<String>> textOf) {
        Set<String> seen = new LinkedHashSet<>(Set.of(key));
        String current = text;
        while (seen.size() <= ReferenceChains.MAX_LENGTH) {
            SecretReference parsed;
            try {
                parsed = SecretReference.parse(current);
            } catch (InvalidName e) {
                return new Nowhere("malformed");
            }
            switch (parsed) {
                case SecretReference.OfSecret reference -> {
                    return new AtSecret(reference);
                }
                case SecretReference.OfKey(String next) -> {
                    if (!seen.add(next)) {
                        return new Nowhere("cycle");
                    }
                    Optional<String> nextText = textOf.apply(next);
                    if (nextText.isEmpty()) {
                        return new Nowhere("no-such-key");
                    }
                    current = nextText.get();
                }
            }
        }
        return new Nowhere("too-long");
    }
}
