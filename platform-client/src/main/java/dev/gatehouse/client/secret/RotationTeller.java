package dev.gatehouse.client.secret;

import dev.gatehouse.client.event.Listeners;
import java.time.Duration;
import java.util.Map;

/** Tells listeners of new versions, and takes those for adopted that each of them took. One thread's. */
final class RotationTeller {
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);
    private static final Duration UNTIL_WOKEN = Duration.ofHours(1);

    private final Map<String, HeldSecret> held;
    private final Listeners<RotationListener> listeners;
    private final Runnable adopted;

    /** @param adopted called after there is something new to report; returns at once */
    RotationTeller(Map<String, HeldSecret> held, Listeners<RotationListener> listeners, Runnable adopted) {
        this.held = held;
        this.listeners = listeners;
        this.adopted = adopted;
    }

    Duration step() {
        boolean all = true;
        for (HeldSecret secret : held.values()) {
            if (secret.toBeTold()) {
                all &= tell(secret);
            }
        }
        return all ? UNTIL_WOKEN : AFTER_A_FAILURE;
    }

    private boolean tell(HeldSecret secret) {
        String version = secret.version();
        if (!listeners.tell(secret.name(), listener -> listener.rotated(secret.name(), version))) {
            return false;
        }
        secret.adopt(version);
        adopted.run();
        return true;
    }
}
