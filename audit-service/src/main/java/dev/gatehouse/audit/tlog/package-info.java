/** The C2SP tile log's formats and proofs: hashes, tiles, checkpoints, signed notes, inclusion and consistency. */
@NullMarked
package dev.gatehouse.audit.tlog;

import org.jspecify.annotations.NullMarked;
