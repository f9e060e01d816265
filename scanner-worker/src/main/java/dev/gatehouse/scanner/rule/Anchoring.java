package dev.gatehouse.scanner.rule;

import dev.gatehouse.scanner.rule.regex.Anchor;
import dev.gatehouse.scanner.rule.regex.Expression;
import dev.gatehouse.scanner.rule.regex.UnsupportedRegex;
import java.util.Optional;
import java.util.Set;

/** Whether a shipped rule's keywords carry it: a rule whose anchor is everywhere takes most of a scan's time. */
final class Anchoring {
    private static final int SHORTEST = 3;

    /** Words that code is full of: good only where something rare must follow. */
    private static final Set<String> COMMON = Set.of(
            "access",
            "api",
            "app",
            "auth",
            "client",
            "code",
            "com",
            "config",
            "data",
            "get",
            "http",
            "https",
            "id",
            "key",
            "login",
            "name",
            "pass",
            "password",
            "private",
            "pwd",
            "secret",
            "set",
            "sha",
            "test",
            "the",
            "token",
            "url",
            "user",
            "username",
            "value",
            "http://",
            "https://",
            "://",
            ".com");

    private Anchoring() {}

    /** Why a rule can't run, if it is one of ours; a user's rule always can, if slowly. */
    static Optional<String> check(Rule rule) {
        if (rule.origin() == Origin.USER || rule.regex().isEmpty()) {
            return Optional.empty();
        }
        for (String keyword : rule.keywords()) {
            if (keyword.length() < SHORTEST || !keyword.chars().allMatch(c -> c > 0 && c < 128)) {
                return Optional.of(
                        "the keyword \"" + keyword + "\" is not at least " + SHORTEST + " characters of ASCII");
            }
        }
        try {
            Expression expression = Expression.of(
                    rule.regex().get(),
                    rule.keywords(),
                    rule.judgement().secretGroup().orElse(0));
            return expression.anchors().isEmpty()
                    ? Optional.of("no keyword stands in every match, at most " + Expression.WIDEST
                            + " bytes from its beginning")
                    : expression.anchors().stream()
                            .filter(Anchoring::isTooCommon)
                            .map(anchor -> "the keyword \"" + anchor.keyword()
                                    + "\" is common, and nothing rare must follow it")
                            .findFirst();
        } catch (UnsupportedRegex e) {
            return Optional.of("its regex has " + e.getMessage());
        }
    }

    private static boolean isTooCommon(Anchor anchor) {
        return COMMON.contains(anchor.keyword()) && !anchor.follow().isTelling();
    }
}
