package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.send.SenderListener;
import dev.gatehouse.client.audit.send.SenderState;
import org.jboss.logging.Logger;

/** Tells in the log when audit-service goes away and when it is back, once each, and what it rejected. */
final class AuditLog implements SenderListener {
    private static final Logger LOG = Logger.getLogger(AuditLog.class);

    @Override
    public void changed(SenderState from, SenderState to) {
        switch (to) {
            case SenderState.Away(var since, String reason) ->
                LOG.warnf("audit-service is away, its events wait in the outbox; reason=%s", reason);
            case SenderState.Refused(var since, String reason) ->
                LOG.errorf("audit-service refuses the events, which wait in the outbox; reason=%s", reason);
            case SenderState.Idle ignored -> back(from);
            case SenderState.Sending ignored -> back(from);
            case SenderState.Stopped ignored -> {}
        }
    }

    @Override
    public void rejected(String uid, String error) {
        LOG.warnf("audit-service rejected an event, and keeps it aside; uid=%s error=%s", uid, error);
    }

    private static void back(SenderState from) {
        if (from instanceof SenderState.Away || from instanceof SenderState.Refused) {
            LOG.infof("audit-service takes events again; before=%s", from.word());
        }
    }
}
