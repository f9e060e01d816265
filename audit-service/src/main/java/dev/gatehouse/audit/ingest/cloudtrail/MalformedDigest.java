package dev.gatehouse.audit.ingest.cloudtrail;

/** Bytes are no digest. The message says what is wrong and where, and quotes nothing. Stays in this package. */
final class MalformedDigest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedDigest(String message) {
        super(message);
    }
}
