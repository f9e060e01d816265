package dev.gatehouse.config.snapshot;

import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The copies that a service held, kept outside it, so that a restarted one can serve through an outage of its store.
 *
 * <p>What it keeps is sealed. It is a safety net and not a store: what can't be read of it is as if it were not there.
 */
public interface LastKnownGood {
    /**
     * What was held.
     *
     * @param subtrees by the root of each layer
     * @param parameters newest versions that were read one by one, access tokens among them
     * @param secrets current versions
     */
    record Contents(
            Map<ParameterPath, Kept<List<Parameter>>> subtrees,
            List<Kept<Parameter>> parameters,
            List<Kept<Secret>> secrets) {
        public static final Contents NONE = new Contents(Map.of(), List.of(), List.of());

        public Contents {
            subtrees = Map.copyOf(subtrees);
            parameters = List.copyOf(parameters);
            secrets = List.copyOf(secrets);
        }
    }

    /** @param validatedAt when upstream last confirmed it */
    record Kept<T>(T value, Instant validatedAt) {}

    /** Replaces what is kept; the old contents stay where this fails. */
    void save(Contents contents);

    /** What is kept, or {@link Contents#NONE}. */
    Contents load();
}
