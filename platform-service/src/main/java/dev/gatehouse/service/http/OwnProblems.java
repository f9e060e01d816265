package dev.gatehouse.service.http;

import java.util.Optional;

/** Which problems one service's own failures are on the wire. Pure, and safe for use by many threads. */
@FunctionalInterface
public interface OwnProblems {
    /** The problem of a failure; empty for one that is not this service's own. It is asked before {@link Problems} is. */
    Optional<Problem> of(Throwable failure);
}
