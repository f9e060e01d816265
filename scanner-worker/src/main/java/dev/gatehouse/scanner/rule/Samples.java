package dev.gatehouse.scanner.rule;

import java.util.List;

/**
 * Templates of text for a rule's tests.
 *
 * @param examples each is found by the rule
 * @param counterExamples none is found by the rule
 */
public record Samples(List<String> examples, List<String> counterExamples) {
    /** No samples. */
    public static final Samples NONE = new Samples(List.of(), List.of());

    public Samples {
        examples = List.copyOf(examples);
        counterExamples = List.copyOf(counterExamples);
    }
}
