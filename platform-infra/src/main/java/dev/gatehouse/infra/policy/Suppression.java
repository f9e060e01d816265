package dev.gatehouse.infra.policy;

/**
 * A rule that one resource may break, and why. A stack exports those that it has.
 *
 * @param rule     the rule's id
 * @param resource the resource's logical name
 * @param reason   a sentence
 */
public record Suppression(String rule, String resource, String reason) {
    /** Refuses a suppression without a reason. */
    public Suppression {
        if (reason.strip().length() < 20) {
            throw new IllegalArgumentException("a suppression of " + rule + " needs its reason in a sentence");
        }
    }

    boolean covers(Violation violation) {
        return rule.equals(violation.rule().id()) && violation.resource().endsWith(" " + resource);
    }
}
