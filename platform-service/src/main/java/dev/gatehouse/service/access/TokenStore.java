package dev.gatehouse.service.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the records of tokens.
 *
 * <p><b>Consistency.</b> A record that is found by its id shows every change that returned before. A listing may miss
 * what is added while it is made.
 *
 * <p><b>Durability.</b> A change that returned survives SIGKILL and a power cut. One that threw may or may not have
 * happened.
 *
 * <p><b>Retries</b> are the store's, under a deadline of its own; a caller does not retry. <b>Failures</b> are
 * {@link dev.gatehouse.service.failure.StoreException}s. Every method blocks. Safe for use by many threads.
 */
public interface TokenStore {
    /** The record of an id; empty where there is none, also where the text is no id at all. */
    Optional<TokenRecord> find(String id);

    /** Every record, those that expired or were revoked included. */
    List<TokenRecord> all();

    /** @return false where the id is taken; then nothing was changed */
    boolean add(TokenRecord token);

    /**
     * Marks a token as revoked. The first moment stays where it was revoked before.
     *
     * @return the record as it is now; empty where there is none
     */
    Optional<TokenRecord> revoke(String id, Instant at);
}
