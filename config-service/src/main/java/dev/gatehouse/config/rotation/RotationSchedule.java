package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.MaintenanceWindows;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;

/**
 * When a secret is due. A part of its period, at most a tenth and for one secret always the same, comes off it, so that
 * secrets made together are not replaced together.
 */
public final class RotationSchedule {
    /** What a secret may be late before it is told of: the time that a rotation in its window needs. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final int PARTS = 10_000;

    private final MaintenanceWindows ordinary;

    /** @param ordinary the windows of secrets whose template names none */
    public RotationSchedule(MaintenanceWindows ordinary) {
        this.ordinary = ordinary;
    }

    /** When a secret whose version is current since then is rotated by itself: in a window. */
    public Instant due(SecretSpec spec, SecretName name, Instant since) {
        return windows(spec).next(since.plus(period(spec)).minus(jitter(spec, name)));
    }

    /** Whether a rotation that nobody asked for may start now. */
    boolean open(SecretSpec spec, Instant now) {
        return windows(spec).open(now);
    }

    /** When a secret is overdue: after its whole period, and not before it could be rotated. */
    public Instant overdueFrom(SecretSpec spec, SecretName name, Instant since) {
        Instant end = since.plus(period(spec));
        Instant due = due(spec, name, since);
        return (due.isAfter(end) ? due : end).plus(GRACE);
    }

    static Duration jitter(SecretSpec spec, SecretName name) {
        long part = Math.floorMod(hash(name), (long) PARTS);
        return period(spec).dividedBy(10).multipliedBy(part).dividedBy(PARTS);
    }

    private static Duration period(SecretSpec spec) {
        return Duration.ofDays(spec.rotationDays());
    }

    private MaintenanceWindows windows(SecretSpec spec) {
        return spec.rotation().windows().orElse(ordinary);
    }

    private static long hash(SecretName name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(name.value().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
