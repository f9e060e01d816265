package dev.gatehouse.infra.mistake;

import java.util.function.Supplier;

/**
 * A mistake that somebody may make.
 *
 * @param layer what catches it
 * @param what  the mistake, in words
 * @param says  a part of what the layer says about it
 * @param said  makes the mistake, and gives back what was said; empty if nothing caught it
 */
record SeededMistake(Layer layer, String what, String says, Supplier<String> said) {
    /** What catches mistakes, in the order in which it comes to see them. */
    enum Layer {
        /** Settings are read before anything else. */
        CONFIGURATION("configuration, before the first resource"),
        /** Records that refuse what they can't be. */
        ARGUMENTS("component's arguments"),
        /** Policies as typed values. */
        POLICY("typed policy"),
        /** Rules on each registration, in preview and in deployment. */
        GUARD("guard rule"),
        /** Tests over all that a stack registers. */
        SHAPE("test over the whole stack"),
        /** cfn-lint over the policies. */
        LINT("cfn-lint");

        private final String label;

        Layer(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** A mistake that something refuses with an exception. */
    static SeededMistake refused(Layer layer, String what, String says, Runnable mistake) {
        return new SeededMistake(layer, what, says, () -> {
            try {
                mistake.run();
                return "";
            } catch (RuntimeException refusal) {
                return String.valueOf(refusal.getMessage());
            }
        });
    }

    @Override
    public String toString() {
        return layer + ": " + what;
    }
}
