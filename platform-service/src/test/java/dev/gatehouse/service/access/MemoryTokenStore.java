package dev.gatehouse.service.access;

import dev.gatehouse.service.failure.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tokens in memory; counts what is looked for, and can be cut off. */
final class MemoryTokenStore implements TokenStore {
    final Map<String, TokenRecord> stored = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();
    volatile boolean unavailable;
    volatile boolean failsAfterWriting;
    volatile Runnable afterRead = () -> {};

    @Override
    public Optional<TokenRecord> find(String id) {
        checkAvailable();
        reads.incrementAndGet();
        Optional<TokenRecord> found = Optional.ofNullable(stored.get(id));
        afterRead.run();
        return found;
    }

    @Override
    public List<TokenRecord> all() {
        checkAvailable();
        return List.copyOf(stored.values());
    }

    @Override
    public boolean add(TokenRecord token) {
        checkAvailable();
        boolean added = stored.putIfAbsent(token.summary().id(), token) == null;
        checkAnswered();
        return added;
    }

    @Override
    public Optional<TokenRecord> revoke(String id, Instant at) {
        checkAvailable();
        Optional<TokenRecord> now = Optional.ofNullable(stored.computeIfPresent(
                id, (key, token) -> token.summary().revokedAt().isPresent() ? token : token.revoked(at)));
        checkAnswered();
        return now;
    }

    private void checkAvailable() {
        if (unavailable) {
            throw new StoreException.Unavailable("the store is cut off", new IllegalStateException("test"));
        }
    }

    private void checkAnswered() {
        if (failsAfterWriting) {
            throw new StoreException.Unavailable("the answer was lost", new IllegalStateException("test"));
        }
    }
}
