package dev.gatehouse.audit.ingest;

import java.util.Optional;

/**
 * The origin of a dead letter that somebody sent: {@code /v1/events#<sender>}. No file is named so, since a file's location
 * begins with a bucket or is relative to a folder.
 */
public final class SentOrigin {
    private static final String ENDPOINT = "/v1/events#";

    private SentOrigin() {}

    static String of(String sender) {
        return ENDPOINT + sender;
    }

    /** Who sent a letter of an origin; empty where it came with a file. */
    public static Optional<String> sender(String origin) {
        return origin.startsWith(ENDPOINT) ? Optional.of(origin.substring(ENDPOINT.length())) : Optional.empty();
    }
}
