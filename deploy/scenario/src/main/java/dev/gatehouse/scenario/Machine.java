package dev.gatehouse.scenario;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The three services as {@code deploy/local/up} starts them, and where it keeps their tokens and data.
 *
 * @param home the folder of tokens and data
 * @param bucket that the scanner watches, where that is moto's; else it is a folder
 */
record Machine(Path home, URI config, URI audit, URI scanner, Optional<URI> bucket) {
    /** Of config-service's administrator. */
    Path configToken() {
        return home.resolve("admin.token");
    }

    /** Of the application. */
    Path applicationToken() {
        return home.resolve("researcher.token");
    }

    Path auditToken() {
        return home.resolve("audit-admin.token");
    }

    Path scannerToken() {
        return home.resolve("scanner-admin.token");
    }

    /** The public key of the log, as its service wrote it beside the private one. */
    Path logKey() {
        return home.resolve("audit-service").resolve("log.key.vkey");
    }

    /** What the scanner watches. */
    WatchedPlace watched() {
        return bucket.<WatchedPlace>map(WatchedBucket::new)
                .orElseGet(() -> new WatchedFolder(home.resolve("inbox"), work()));
    }

    /** The scenario's own. */
    Path work() {
        return home.resolve("scenario");
    }
}
