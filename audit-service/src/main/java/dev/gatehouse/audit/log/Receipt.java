package dev.gatehouse.audit.log;

import dev.gatehouse.audit.tlog.Hash;

/**
 * Where an event stands in the log.
 *
 * @param index its place, from 0
 * @param leafHash the hash of its leaf in the Merkle tree
 */
public record Receipt(long index, Hash leafHash) {}
