package dev.gatehouse.infra.component;

import dev.gatehouse.infra.policy.iam.PolicyDocument;
import dev.gatehouse.infra.policy.iam.Statement;
import dev.gatehouse.infra.policy.iam.Statement.Effect;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a policy of an identity lets it do, by actions and resources; conditions of allowances are taken to hold, denials with any not. */
record Grants(PolicyDocument policy) {
    boolean allow(String action, String resource) {
        return speaks(Effect.ALLOW, action, resource) && !speaks(Effect.DENY, action, resource);
    }

    /** Every action that is allowed anywhere. */
    List<String> actions() {
        return policy.statements().stream()
                .filter(each -> each.effect() == Effect.ALLOW)
                .flatMap(each -> each.actions().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private boolean speaks(Effect effect, String action, String resource) {
        return policy.statements().stream()
                .filter(each -> each.effect() == effect)
                .filter(each -> effect == Effect.ALLOW || each.conditions().isEmpty())
                .anyMatch(each -> matches(each, action, resource));
    }

    private static boolean matches(Statement statement, String action, String resource) {
        return statement.actions().stream()
                        .anyMatch(each -> like(each.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)))
                && statement.resources().stream().anyMatch(each -> like(each, resource));
    }

    /** IAM's own stars, which reach over everything. */
    private static boolean like(String pattern, String text) {
        return Pattern.matches(
                List.of(pattern.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*")), text);
    }
}
