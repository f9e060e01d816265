package dev.gatehouse.config.rotation;

import java.time.Instant;

/**
 * How far a rotation is in its state; nobody outside is told.
 *
 * @param since when it came into the state
 * @param attempts how often the state's step was tried in vain
 * @param notBefore when it is tried next
 * @param released the last step that may be done: Secrets Manager's function asks for one after the other
 * @param touched whether what the secret opens may have been told of the new value, though that was not confirmed
 */
record Progress(Instant since, int attempts, Instant notBefore, Step released, boolean touched) {
    static Progress at(Instant now, Step released) {
        return new Progress(now, 0, now, released, false);
    }

    Progress tried(Instant next, boolean touching) {
        return new Progress(since, attempts + 1, next, released, touched || touching);
    }

    Progress anew(Instant now) {
        return new Progress(now, 0, now, released, touched);
    }

    Progress releasing(Step step) {
        return step.compareTo(released) > 0 ? new Progress(since, attempts, notBefore, step, touched) : this;
    }
}
