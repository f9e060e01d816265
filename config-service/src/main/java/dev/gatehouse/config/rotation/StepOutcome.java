package dev.gatehouse.config.rotation;

/** How the try of a step ended. The texts are for people and for the record: they never hold anything of a value. */
public sealed interface StepOutcome {
    /** It is done, now or by an earlier try. */
    record Done(String outcome) implements StepOutcome {}

    /** It may succeed later. */
    record Retry(String problem) implements StepOutcome {}

    /** It will not succeed. */
    record Failed(String problem) implements StepOutcome {}

    /** Of a creation: a person has to supply the value. */
    record NeedsPerson(String instructions) implements StepOutcome {}

    StepOutcome DONE = new Done("done");
    StepOutcome NOTHING_TO_DO = new Done("nothing to do");
}
