/** Checks of a C2SP tile log's checkpoints and proofs, written apart from the service that makes them. */
@NullMarked
package dev.gatehouse.cli.proof;

import org.jspecify.annotations.NullMarked;
