package dev.gatehouse.infra.policy;

/**
 * A rule that a registration breaks.
 *
 * @param rule     the rule
 * @param resource type and name of the resource
 * @param problem  what is wrong
 */
public record Violation(Rule rule, String resource, String problem) {
    @Override
    public String toString() {
        return rule.id() + " " + resource + ": " + problem + ". " + rule.fix() + " (" + rule.controls() + ")";
    }
}
