package dev.gatehouse.config.secret;

import dev.gatehouse.service.document.DurationText;
import dev.gatehouse.service.document.Located;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a secret's {@code rotation}: {@code adoptionDeadline}, {@code onDeadline} ({@code retire} or {@code hold}),
 * {@code window} (as {@link MaintenanceWindows} writes it), and {@code database} with {@code usernameField},
 * {@code passwordField}, {@code users} and {@code adminSecret}. What is absent is as {@link RotationPolicy#DEFAULT} has it.
 */
final class RotationPolicyParser {
    private static final Pattern USER = Pattern.compile("[A-Za-z_][A-Za-z0-9_$-]{0,62}");
    private static final Pattern SECRET = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private RotationPolicyParser() {}

    static RotationPolicy parse(Optional<Located> node, SecretSource source) {
        if (node.isEmpty()) {
            return RotationPolicy.DEFAULT;
        }
        Located rotation = node.get().allowing(Set.of("adoptionDeadline", "onDeadline", "window", "database"));
        return new RotationPolicy(
                rotation.find("adoptionDeadline")
                        .map(RotationPolicyParser::deadline)
                        .orElse(RotationPolicy.DEFAULT.adoptionDeadline()),
                rotation.find("onDeadline")
                        .map(RotationPolicyParser::onDeadline)
                        .orElse(RotationPolicy.DEFAULT.onDeadline()),
                rotation.find("window").map(RotationPolicyParser::windows),
                rotation.find("database").map(database -> database(database, source)));
    }

    private static Duration deadline(Located node) {
        return DurationText.parse(node.text())
                .filter(duration -> duration.compareTo(RotationPolicy.MAX_DEADLINE) <= 0)
                .orElseThrow(() -> node.error("must be a length of time as 30m or 1h, at most "
                        + RotationPolicy.MAX_DEADLINE.toDays() + "d"));
    }

    private static RotationPolicy.OnDeadline onDeadline(Located node) {
        return switch (node.text()) {
            case "retire" -> RotationPolicy.OnDeadline.RETIRE;
            case "hold" -> RotationPolicy.OnDeadline.HOLD;
            default -> throw node.error("must be retire or hold");
        };
    }

    private static MaintenanceWindows windows(Located node) {
        try {
            return MaintenanceWindows.parse(node.text());
        } catch (IllegalArgumentException wrong) {
            throw node.error(String.valueOf(wrong.getMessage()));
        }
    }

    private static DatabaseUsers database(Located node, SecretSource source) {
        node.allowing(Set.of("usernameField", "passwordField", "users", "adminSecret"));
        List<String> users = node.get("users").items().stream()
                .map(user -> matching(user, USER))
                .toList();
        try {
            return new DatabaseUsers(
                    node.get("usernameField").text(),
                    passwordField(node.get("passwordField"), source),
                    users,
                    matching(node.get("adminSecret"), SECRET));
        } catch (IllegalArgumentException wrong) {
            throw node.get("users").error(String.valueOf(wrong.getMessage()));
        }
    }

    /** A new password has to come from somewhere. */
    private static String passwordField(Located node, SecretSource source) {
        boolean generated = source instanceof SecretSource.Generated made
                && switch (made.fields().get(node.text())) {
                    case FieldGenerator.Password ignored -> true;
                    case FieldGenerator.RandomBytes ignored -> true;
                    case FieldGenerator.Constant ignored -> false;
                    case FieldGenerator.KeyPair ignored -> false;
                    case null -> false;
                };
        if (!generated) {
            throw node.error("must be a field that 'generated' makes as a password or of random bytes");
        }
        return node.text();
    }

    private static String matching(Located node, Pattern pattern) {
        if (!pattern.matcher(node.text()).matches()) {
            throw node.error("must match " + pattern);
        }
        return node.text();
    }
}
