package dev.gatehouse.audit.log;

import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.SignedNote;

/**
 * A checkpoint that was published.
 *
 * @param note the checkpoint with its signatures
 * @param checkpoint what it says
 */
public record SealedCheckpoint(SignedNote note, Checkpoint checkpoint) {}
