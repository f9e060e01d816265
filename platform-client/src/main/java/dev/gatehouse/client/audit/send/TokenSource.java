package dev.gatehouse.client.audit.send;

import java.util.Optional;

/** Where the bearer token stands that the receiver asks for. */
@FunctionalInterface
public interface TokenSource {
    /** The token as it stands there now; empty where it can't be read. It is asked at the start and after each 401. */
    Optional<String> read();
}
