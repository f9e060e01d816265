package dev.gatehouse.client;

import dev.gatehouse.client.audit.send.SenderListener;
import dev.gatehouse.client.audit.send.SenderState;
import dev.gatehouse.client.event.ClientEvent;
import dev.gatehouse.client.event.ClientEvents;
import java.time.Instant;

/** Hands on what the audit sender tells. */
record AuditTelling(ClientEvents events) implements SenderListener {
    @Override
    public void changed(SenderState from, SenderState to) {
        // That events come and go is no news.
        if (wrong(from) || wrong(to)) {
            events.tell(new ClientEvent.StateChanged("audit", to.word(), reason(to)));
        }
    }

    @Override
    public void rejected(String uid, String error) {
        events.tell(new ClientEvent.StateChanged("audit", "rejected", uid + " " + error));
    }

    private static boolean wrong(SenderState state) {
        return !reason(state).isEmpty();
    }

    private static String reason(SenderState state) {
        return switch (state) {
            case SenderState.Away(Instant ignored, String reason) -> reason;
            case SenderState.Refused(Instant ignored, String reason) -> reason;
            case SenderState.Idle ignored -> "";
            case SenderState.Sending ignored -> "";
            case SenderState.Stopped ignored -> "";
        };
    }
}
