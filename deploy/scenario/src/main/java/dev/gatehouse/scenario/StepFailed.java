package dev.gatehouse.scenario;

/** A step did not come to its end. */
final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepFailed(String what) {
        super(what);
    }
}
