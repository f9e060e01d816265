package dev.gatehouse.client.flag;

import dev.gatehouse.client.flag.Evaluation.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One flag, as config-service's contract describes it: flagd's format (https://flagd.dev/reference/flag-definitions/). Immutable. */
final class Flag {
    private final String name;
    private final Map<String, Evaluation> chosen;
    private final Evaluation untargeted;
    private final @Nullable Rule rule;

    private Flag(String name, Map<String, Evaluation> chosen, Evaluation untargeted, @Nullable Rule rule) {
        this.name = name;
        this.chosen = chosen;
        this.untargeted = untargeted;
        this.rule = rule;
    }

    /** The flag that a definition describes; where it describes none, one that is always in error. */
    static Flag of(String name, String definition) {
        return JsonTree.object(definition)
                .flatMap(json -> of(name, json))
                .orElseGet(() -> new Flag(name, Map.of(), Evaluation.none(Reason.ERROR), null));
    }

    /** The evaluation for a subject; of a flag without a rule it is always the same object. */
    Evaluation evaluate(FlagContext context, long seconds) {
        if (rule == null) {
            return untargeted;
        }
        return switch (rule.of(new Rule.Asked(name, context, seconds))) {
            case null -> untargeted;
            case String variant -> chosen(variant);
            case Boolean truth -> chosen(truth.toString());
            default -> Evaluation.none(Reason.ERROR);
        };
    }

    private Evaluation chosen(String variant) {
        Evaluation evaluation = chosen.get(variant);
        return evaluation == null ? Evaluation.none(Reason.ERROR) : evaluation;
    }

    private static Optional<Flag> of(String name, Map<String, @Nullable Object> json) {
        if ("DISABLED".equals(json.get("state"))) {
            return Optional.of(new Flag(name, Map.of(), Evaluation.none(Reason.DISABLED), null));
        }
        if (!"ENABLED".equals(json.get("state"))
                || !(json.get("variants") instanceof Map<?, ?> variants)
                || !(json.get("defaultVariant") instanceof String variant)
                || variants.get(variant) == null) {
            return Optional.empty();
        }
        Object value = variants.get(variant);
        Object targeting = json.get("targeting");
        boolean targeted = targeting instanceof Map<?, ?> some && !some.isEmpty();
        Evaluation untargeted = evaluation(variant, value, targeted ? Reason.DEFAULT : Reason.STATIC);
        try {
            Rule rule = targeted ? RuleParser.parse(targeting) : null;
            return Optional.of(new Flag(name, targeted ? chosen(variants) : Map.of(), untargeted, rule));
        } catch (RuleParser.Unsupported e) {
            return Optional.empty();
        }
    }

    private static Map<String, Evaluation> chosen(Map<?, ?> variants) {
        Map<String, Evaluation> chosen = new HashMap<>();
        variants.forEach((variant, value) -> {
            if (value != null) {
                String text = String.valueOf(variant);
                chosen.put(text, evaluation(text, value, Reason.TARGETING_MATCH));
            }
        });
        return Map.copyOf(chosen);
    }

    private static Evaluation evaluation(String variant, @Nullable Object value, Reason reason) {
        return new Evaluation(Optional.of(variant), Optional.ofNullable(value), reason);
    }
}
