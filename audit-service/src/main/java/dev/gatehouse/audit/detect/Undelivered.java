package dev.gatehouse.audit.detect;

/** Puts on record that a sink does not have a detection and will not get it. */
@FunctionalInterface
public interface Undelivered {
    /** Nothing is put on record. */
    Undelivered NONE = (sink, message, reason) -> {};

    /**
     * Puts it on record, durably; once more for the same sink and detection changes nothing. Where this throws, the
     * detection is sent again.
     */
    void record(String sink, DetectionSink.Message message, Reason reason);

    /** Why a sink does not get a detection. */
    enum Reason {
        /** The receiver says that it will never take it. */
        REFUSED("refused"),
        /** It was tried as often as it may be. */
        GIVEN_UP("given-up");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** What stands in the record. */
        public String word() {
            return word;
        }
    }
}
