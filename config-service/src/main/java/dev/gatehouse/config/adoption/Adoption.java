package dev.gatehouse.config.adoption;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which versions of secrets are in use, as those say who use them.
 *
 * <p>A report is a holder's whole state, so that it can be sent again, and out of turn only as far as the last one wins. A
 * holder that is not heard of becomes stale, and no longer counts; later it is forgotten. Nothing is known of who uses a
 * secret and does not report.
 */
public final class Adoption {
    private static final int ATTEMPTS = 5;

    private final HolderStore holders;
    private final SecretStore secrets;
    private final AdoptionLimits limits;
    private final InstantSource clock;

    /** @param reserved the subtree of the project that is this service's own */
    public Adoption(
            ParameterStore parameters,
            ParameterPath reserved,
            SecretStore secrets,
            AdoptionLimits limits,
            InstantSource clock) {
        this.holders = new HolderStore(parameters, reserved.resolve("holders"));
        this.secrets = secrets;
        this.limits = limits;
        this.clock = clock;
    }

    public AdoptionLimits limits() {
        return limits;
    }

    /**
     * Takes a report. What is the same as before is written again only when the holder would else seem older than it is.
     *
     * @param adopting is told, before anything is written, of what is held that was not before; it may throw
     * @throws InvalidReport it holds more than is allowed, or than can be kept
     */
    public void report(String principal, HolderReport report, Consumer<List<Holding>> adopting) {
        if (report.holdings().size() > limits.maxHoldings()) {
            throw new InvalidReport(
                    "holdings", "has " + report.holdings().size() + " items; at most " + limits.maxHoldings());
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            if (taken(principal, report, adopting)) {
                return;
            }
        }
        // The same holder reports from several threads at once, again and again: one of those has won.
    }

    private boolean taken(String principal, HolderReport report, Consumer<List<Holding>> adopting) {
        Optional<HolderStore.Stored> before = holders.find(report.environment(), principal, report.holder());
        if (report.goodbye()) {
            return before.isEmpty() || holders.delete(before.get());
        }
        Instant now = clock.instant();
        Optional<HolderRecord> known = before.map(HolderStore.Stored::holder);
        HolderRecord holder = HolderRecord.of(principal, report, known, now);
        boolean fresh = known.isPresent()
                && holder.says(known.get())
                && !known.get().olderThan(limits.reportWithin().dividedBy(2), now);
        if (fresh) {
            return true;
        }
        adopting.accept(adopted(report, known));
        return holders.put(holder, before);
    }

    private static List<Holding> adopted(HolderReport report, Optional<HolderRecord> known) {
        return report.holdings().stream()
                .filter(holding -> known.flatMap(before -> before.held(holding.secret()))
                        .map(HolderRecord.Held::version)
                        .filter(holding.version()::equals)
                        .isEmpty())
                .toList();
    }

    /** Who holds which version of a secret; empty where there is no such secret. */
    public Optional<SecretAdoption> of(SecretName name) {
        return secrets.describe(name).map(secret -> of(secret, all(name)));
    }

    /** Whether nobody who is still heard of holds another version than this one. */
    public boolean complete(SecretName name, VersionId version) {
        Instant now = clock.instant();
        return all(name).stream()
                .map(HolderStore.Stored::holder)
                .filter(holder -> !holder.olderThan(limits.staleAfter(), now))
                .flatMap(holder -> holder.held(name).stream())
                .allMatch(held -> held.version().equals(version));
    }

    /** Forgets those that were not heard of for long; how many. */
    public int forget() {
        Instant now = clock.instant();
        return (int) holders.all().stream()
                .filter(stored -> stored.holder().olderThan(limits.forgetAfter(), now))
                .filter(holders::delete)
                .count();
    }

    private List<HolderStore.Stored> all(SecretName name) {
        String environment = HolderReport.environment(name);
        return environment.isEmpty() ? List.of() : holders.all(environment);
    }

    private SecretAdoption of(SecretMetadata secret, List<HolderStore.Stored> known) {
        Instant now = clock.instant();
        List<SecretAdoption.Holder> holding = known.stream()
                .map(HolderStore.Stored::holder)
                .filter(holder -> !holder.olderThan(limits.forgetAfter(), now))
                .flatMap(holder -> holder.held(secret.name()).map(held -> holder(secret, holder, held, now)).stream())
                .sorted(Comparator.comparing(SecretAdoption.Holder::application)
                        .thenComparing(SecretAdoption.Holder::holder)
                        .thenComparing(SecretAdoption.Holder::principal))
                .toList();
        return new SecretAdoption(secret.name(), current(secret), holding);
    }

    private SecretAdoption.Holder holder(
            SecretMetadata secret, HolderRecord holder, HolderRecord.Held held, Instant now) {
        return new SecretAdoption.Holder(
                holder.holder(),
                holder.application(),
                holder.principal(),
                held.version(),
                secret.versions().getOrDefault(held.version(), Set.of()),
                held.since(),
                holder.reportedAt(),
                holder.olderThan(limits.staleAfter(), now));
    }

    private static Optional<VersionId> current(SecretMetadata secret) {
        return secret.versions().entrySet().stream()
                .filter(version -> version.getValue().contains(Stage.CURRENT))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
