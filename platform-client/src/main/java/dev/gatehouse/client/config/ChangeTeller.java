package dev.gatehouse.client.config;

import dev.gatehouse.client.event.Listeners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Tells listeners how the snapshot at hand differs from the one that they were told of last. One thread's. */
final class ChangeTeller {
    private static final Duration UNTIL_WOKEN = Duration.ofHours(1);

    private final CurrentConfig current;
    private final Listeners<ConfigListener> listeners;
    private Map<String, ConfigValue> told = Map.of();
    private boolean begun;

    ChangeTeller(CurrentConfig current, Listeners<ConfigListener> listeners) {
        this.current = current;
        this.listeners = listeners;
    }

    Duration step() {
        current.snapshot().ifPresent(snapshot -> {
            List<ConfigChange> changes = begun ? between(told, snapshot.values()) : List.of();
            told = snapshot.values();
            begun = true;
            if (!changes.isEmpty()) {
                listeners.tell("a change of the configuration", listener -> listener.changed(changes));
            }
        });
        return UNTIL_WOKEN;
    }

    static List<ConfigChange> between(Map<String, ConfigValue> before, Map<String, ConfigValue> now) {
        List<ConfigChange> changes = new ArrayList<>();
        now.forEach((key, value) -> {
            ConfigValue old = before.get(key);
            if (old == null || !old.sameAs(value)) {
                changes.add(new ConfigChange(key, old != null, true));
            }
        });
        before.keySet().stream()
                .filter(key -> !now.containsKey(key))
                .forEach(key -> changes.add(new ConfigChange(key, true, false)));
        changes.sort(Comparator.comparing(ConfigChange::key));
        return List.copyOf(changes);
    }
}
