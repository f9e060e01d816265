package dev.gatehouse.config.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the records of tokens. Durability, consistency, retries and failures are those of a
 * {@link dev.gatehouse.config.parameter.ParameterStore}; every method blocks.
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
