package dev.gatehouse.scanner.response;

import java.time.Duration;
import java.util.List;

/** What came of a step. No text of it holds a secret. */
public sealed interface StepResult {
    /**
     * It is done.
     *
     * @param outcome for people
     * @param left what a person still has to do
     * @param memo what undoing it needs to know
     */
    record Done(String outcome, List<String> left, String memo) implements StepResult {
        public Done {
            left = List.copyOf(left);
        }

        static Done of(String outcome) {
            return new Done(outcome, List.of(), "");
        }
    }

    /** There was nothing to do. */
    record Skipped(String why) implements StepResult {}

    /**
     * It is on the way, and is looked at again.
     *
     * @param after how much later
     */
    record Again(String outcome, Duration after, List<String> left, String memo) implements StepResult {
        public Again {
            left = List.copyOf(left);
        }
    }

    /** It did not work this time. */
    record Retry(String why) implements StepResult {}

    /** It will never work. */
    record Failed(String why, List<String> left) implements StepResult {
        public Failed {
            left = List.copyOf(left);
        }
    }

    /**
     * A step before has to be done again first.
     *
     * @param step its name
     */
    record Back(String step, String why) implements StepResult {}
}
