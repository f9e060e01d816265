package dev.gatehouse.config.adoption;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who holds which version of a secret.
 *
 * @param current the version that everybody should hold; empty where there is none
 * @param holders those that are known, by application and name
 */
public record SecretAdoption(SecretName secret, Optional<VersionId> current, List<Holder> holders) {
    public SecretAdoption {
        holders = List.copyOf(holders);
    }

    /** Whether nobody who is still heard of holds another version than the current one. */
    public boolean complete() {
        return current.isPresent()
                && holders.stream()
                        .allMatch(holder -> holder.stale() || holder.version().equals(current.get()));
    }

    /**
     * One of them.
     *
     * @param stages that point at its version; none where the version is retired
     * @param since when it first said that it holds it
     * @param stale it was not heard of for so long that it does not count
     */
    public record Holder(
            String holder,
            String application,
            String principal,
            VersionId version,
            Set<Stage> stages,
            Instant since,
            Instant reportedAt,
            boolean stale) {
        public Holder {
            stages = Set.copyOf(stages);
        }
    }
}
