package dev.gatehouse.client.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a service and a sender do with an outbox, and what they were told. */
final class Script {
    private static final int CALLS = 9;
    private static final int CALLS_BETWEEN_SENDS = 3;

    /** Small, so that a few events make a segment. */
    static final OutboxLimits LIMITS = new OutboxLimits(64 << 10, 1_024, 512, 1_016, Duration.ofMinutes(1));

    private final List<List<AuditEvent>> handedOver = new ArrayList<>();
    private final List<AuditEvent> acknowledged = new ArrayList<>();
    private final List<AuditEvent> sent = new ArrayList<>();
    private final int retries;

    /** @param retries how often a call that was refused is made again, before the script ends */
    Script(int retries) {
        this.retries = retries;
    }

    /** @return whether it came to its end */
    boolean play(AuditOutbox outbox) {
        int number = 0;
        for (int call = 0; call < CALLS; call++) {
            List<AuditEvent> events = new ArrayList<>();
            for (int i = 0; i <= call % 2; i++) {
                events.add(Events.numbered(number++));
            }
            if (!hands(outbox, events) || (call % CALLS_BETWEEN_SENDS == 2 && !sends(outbox))) {
                return false;
            }
        }
        return true;
    }

    private boolean hands(AuditOutbox outbox, List<AuditEvent> events) {
        handedOver.add(events);
        boolean taken = attempt(() -> outbox.record(events));
        if (taken) {
            acknowledged.addAll(events);
        }
        return taken;
    }

    private boolean sends(AuditOutbox outbox) {
        return attempt(() -> {
            Batch batch = outbox.peek(3, Long.MAX_VALUE);
            outbox.acknowledge(batch);
            sent.addAll(batch.events());
        });
    }

    private boolean attempt(Runnable action) {
        for (int i = 0; i <= retries; i++) {
            try {
                action.run();
                return true;
            } catch (AuditUnavailable e) {
                // Refused: as often as may be, once more.
            }
        }
        return false;
    }

    List<List<AuditEvent>> handedOver() {
        return handedOver;
    }

    List<AuditEvent> acknowledged() {
        return acknowledged;
    }

    List<AuditEvent> sent() {
        return sent;
    }
}
