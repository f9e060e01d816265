package dev.gatehouse.audit.tlog;

/** What came of asking a witness. */
public sealed interface WitnessAnswer {
    /**
     * It has answered.
     *
     * @param status HTTP's
     * @param body the body, of a bounded size
     */
    record Answered(int status, String body) implements WitnessAnswer {}

    /**
     * It has not, or not in time, or too much.
     *
     * @param problem what is wrong, without what was sent or received
     */
    record Unreachable(String problem) implements WitnessAnswer {}
}
