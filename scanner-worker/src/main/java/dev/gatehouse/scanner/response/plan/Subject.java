package dev.gatehouse.scanner.response.plan;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Validity;
import java.util.Set;

/**
 * What conditions look at of a finding.
 *
 * @param rule the rule that found it
 * @param tags that rule's
 * @param confidence how sure it is
 * @param owned whether it is one of the platform's own secrets, or a known user's key
 * @param validity whether it works
 * @param kinds the kinds of targets that it stands in, such as {@code directory}
 */
public record Subject(
        String rule, Set<String> tags, Confidence confidence, boolean owned, Validity validity, Set<String> kinds) {
    public Subject {
        tags = Set.copyOf(tags);
        kinds = Set.copyOf(kinds);
    }
}
