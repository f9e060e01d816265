package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.response.plan.StepKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What does each kind of step. */
final class Actions {
    private final Map<StepKind, StepAction> byKind = new EnumMap<>(StepKind.class);

    /** @throws IllegalArgumentException a kind has none */
    Actions(List<StepAction> actions) {
        actions.forEach(action -> byKind.put(action.kind(), action));
        for (StepKind kind : StepKind.values()) {
            if (!byKind.containsKey(kind)) {
                throw new IllegalArgumentException("nothing does " + kind.word());
            }
        }
    }

    StepAction of(StepKind kind) {
        StepAction action = byKind.get(kind);
        if (action == null) {
            throw new IllegalStateException("nothing does " + kind.word());
        }
        return action;
    }
}
