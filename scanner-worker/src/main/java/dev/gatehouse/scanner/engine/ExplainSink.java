package dev.gatehouse.scanner.engine;

/** Takes what was suppressed, for those who ask why something was not found. */
@FunctionalInterface
public interface ExplainSink {
    /** Nobody asks. */
    ExplainSink NONE = suppression -> {};

    /** A match that became no finding. */
    void suppressed(Suppression suppression);
}
