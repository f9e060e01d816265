package dev.gatehouse.config;

import dev.gatehouse.config.rotation.Rotation;
import dev.gatehouse.config.rotation.RotationListener;
import dev.gatehouse.config.rotation.RotationState;
import dev.gatehouse.config.secret.SecretName;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Tells in the log how rotations go. Trouble that stays the same is told once. */
final class RotationsLog implements RotationListener {
    private static final Logger LOG = Logger.getLogger(RotationsLog.class);

    private final Map<String, String> told = new ConcurrentHashMap<>();

    @Override
    public void moved(SecretName secret, Rotation rotation) {
        Logger.Level level = switch (rotation.state()) {
            case HELD, FAILED, ROLLED_BACK, AWAITING_PERSON -> Logger.Level.WARN;
            case CREATE, SET, TEST, FINISH, AWAITING_ADOPTION, RETIRING, DONE -> Logger.Level.INFO;
        };
        LOG.logf(
                level,
                "a secret's rotation came to a state; secret=%s rotation=%s state=%s problem=%s",
                secret,
                rotation.id(),
                rotation.state().word(),
                rotation.problem().orElse("none"));
        if (rotation.state() == RotationState.DONE) {
            told.remove("the rotation of " + secret);
        }
    }

    @Override
    public void tried(SecretName secret, Rotation rotation, String problem) {
        LOG.warnf(
                "a rotation's step was tried in vain, and is tried again; secret=%s rotation=%s state=%s problem=%s",
                secret, rotation.id(), rotation.state().word(), problem);
    }

    @Override
    public void overdue(SecretName secret, Instant due) {
        LOG.warnf("a secret is overdue for rotation; secret=%s due=%s", secret, due);
    }

    @Override
    public void trouble(String what, RuntimeException failure) {
        String kind = failure.getClass().getSimpleName();
        if (!kind.equals(told.put(what, kind))) {
            LOG.warnf("rotation is in trouble, and goes on later; what=%s failure=%s", what, kind);
        }
    }
}
