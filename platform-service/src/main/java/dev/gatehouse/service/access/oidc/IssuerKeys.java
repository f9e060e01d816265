package dev.gatehouse.service.access.oidc;

import dev.gatehouse.service.failure.StoreException;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer. They are fetched when first needed, when a token names a key that is not among them, and when
 * they are old; never more often than each {@link #PAUSE}, whatever tokens arrive. While they can't be fetched the old
 * ones are used, up to {@link #MAX_STALE}.
 */
final class IssuerKeys {
    /** Between two attempts. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** From when on they are fetched again though no key is missing, so that a withdrawn key goes. */
    static final Duration REFRESH_AFTER = Duration.ofHours(1);

    /** How long they are used while they can't be fetched. */
    static final Duration MAX_STALE = Duration.ofHours(24);

    private final KeySetSource source;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Fetched fetched;
    private volatile Instant nextAttempt = Instant.MIN;

    IssuerKeys(KeySetSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * The public key of a name; empty where the issuer has none of it for the algorithm.
     *
     * @throws StoreException.Unavailable the keys are not known, or too old, and can't be fetched
     */
    Optional<Key> find(String keyId, SigningAlgorithm algorithm) {
        Optional<Key> known = current().flatMap(keys -> keys.find(keyId, algorithm));
        if (known.isPresent() && !due()) {
            return known;
        }
        refresh();
        return current()
                .orElseThrow(() -> new StoreException.Unavailable(
                        "the issuer's keys are not known", new IllegalStateException("no key set was fetched")))
                .find(keyId, algorithm);
    }

    private boolean due() {
        return current()
                .map(keys -> !clock.instant().isBefore(keys.at().plus(REFRESH_AFTER)))
                .orElse(true);
    }

    private Optional<Fetched> current() {
        return Optional.ofNullable(fetched)
                .filter(keys -> clock.instant().isBefore(keys.at().plus(MAX_STALE)));
    }

    private void refresh() {
        fetching.lock();
        try {
            Instant now = clock.instant();
            if (now.isBefore(nextAttempt)) {
                return;
            }
            nextAttempt = now.plus(PAUSE);
            fetched = new Fetched(parsed(source.fetch()), now);
        } catch (StoreException.Unavailable failed) {
            if (current().isEmpty()) {
                throw failed;
            }
        } finally {
            fetching.unlock();
        }
    }

    private static List<JsonWebKey> parsed(String json) {
        try {
            return List.copyOf(new JsonWebKeySet(json).getJsonWebKeys());
        } catch (JoseException | RuntimeException malformed) {
            // jose4j casts what it finds; a key set of another shape ends in a ClassCastException.
            throw new StoreException.Unavailable("the issuer's keys are not a key set", malformed);
        }
    }

    private record Fetched(List<JsonWebKey> keys, Instant at) {
        Optional<Key> find(String keyId, SigningAlgorithm algorithm) {
            return keys.stream()
                    .filter(key -> keyId.equals(key.getKeyId()) && algorithm.fits(key))
                    .filter(PublicJsonWebKey.class::isInstance)
                    .map(key -> (Key) ((PublicJsonWebKey) key).getPublicKey())
                    .findFirst();
        }
    }
}
