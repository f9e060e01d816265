package dev.gatehouse.service.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What is remembered of authentications. Accepted ones and refusals are kept apart, so that a flood of bad tokens
 * displaces no good one.
 */
final class RecentAuthentications {
    private final Cache<BearerDigest, Accepted> accepted;
    private final Cache<BearerDigest, Refused> refused;
    private final AuthenticationLimits limits;
    private final InstantSource clock;

    RecentAuthentications(AuthenticationLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        Duration longest =
                limits.freshFor().compareTo(limits.outageGrace()) > 0 ? limits.freshFor() : limits.outageGrace();
        this.accepted = cache(limits.maxAccepted(), longest, clock);
        this.refused = cache(limits.maxRefused(), limits.refusedFor(), clock);
    }

    /** Who was accepted a moment ago, under these policies. */
    Optional<Principal> fresh(BearerDigest bearer, PolicySet policies) {
        return entry(bearer, policies)
                .filter(entry -> clock.instant().isBefore(entry.freshUntil()))
                .map(Accepted::principal);
    }

    /**
     * Who was accepted not too long ago to be believed while nobody can be asked. It is then fresh for a moment, so that
     * not every request waits for what does not answer.
     */
    Optional<Principal> duringOutage(BearerDigest bearer, PolicySet policies) {
        Instant now = clock.instant();
        Optional<Accepted> entry = entry(bearer, policies).filter(known -> now.isBefore(known.usableUntil()));
        entry.ifPresent(
                known -> accepted.asMap().replace(bearer, known, known.freshUntil(now.plus(limits.refusedFor()))));
        return entry.map(Accepted::principal);
    }

    /** Why it was refused a moment ago, under these policies. */
    Optional<String> refusal(BearerDigest bearer, PolicySet policies) {
        return Optional.ofNullable(refused.getIfPresent(bearer))
                .filter(entry -> entry.policies() == policies)
                .filter(entry -> clock.instant().isBefore(entry.at().plus(limits.refusedFor())))
                .map(Refused::reason);
    }

    void accept(BearerDigest bearer, PolicySet policies, Identification.Known known, Principal principal) {
        Instant now = clock.instant();
        Instant end = known.validUntil();
        accepted.put(
                bearer,
                new Accepted(
                        principal,
                        policies,
                        earlier(now.plus(limits.freshFor()), end),
                        earlier(now.plus(limits.outageGrace()), end),
                        known.tokenId()));
    }

    void refuse(BearerDigest bearer, PolicySet policies, String reason) {
        accepted.invalidate(bearer);
        refused.put(bearer, new Refused(reason, policies, clock.instant()));
    }

    void forget(BearerDigest bearer) {
        accepted.invalidate(bearer);
    }

    /** Forgets who was accepted with a token. Looks at every entry; revocations are rare. */
    void forgetToken(String id) {
        accepted.asMap()
                .values()
                .removeIf(entry -> entry.tokenId().filter(id::equals).isPresent());
    }

    private Optional<Accepted> entry(BearerDigest bearer, PolicySet policies) {
        return Optional.ofNullable(accepted.getIfPresent(bearer)).filter(entry -> entry.policies() == policies);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static <V> Cache<BearerDigest, V> cache(int size, Duration age, InstantSource clock) {
        return Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterWrite(age)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                // Upkeep is a few steps; handing it to another thread would cost more.
                .executor(Runnable::run)
                .build();
    }

    /**
     * @param policies those under which it was decided; a reload of the policies ends the entry
     * @param usableUntil how long it is good while nobody can be asked
     */
    private record Accepted(
            Principal principal,
            PolicySet policies,
            Instant freshUntil,
            Instant usableUntil,
            Optional<String> tokenId) {
        Accepted freshUntil(Instant moment) {
            return new Accepted(principal, policies, earlier(moment, usableUntil), usableUntil, tokenId);
        }
    }

    private record Refused(String reason, PolicySet policies, Instant at) {}
}
