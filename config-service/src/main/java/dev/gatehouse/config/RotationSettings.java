package dev.gatehouse.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of rotations, {@code gatehouse.rotation.*}. */
@ConfigMapping(prefix = "gatehouse.rotation")
public interface RotationSettings {
    /** Whether this node takes rotations on. Where false, what is asked for waits for another node. */
    @WithDefault("true")
    boolean enabled();

    /** How often rotations that run are looked at. */
    @WithDefault("5s")
    Duration interval();

    /** How often it is looked whether a secret is due. */
    @WithDefault("1m")
    Duration scheduleInterval();

    /** How long a node has a step for itself; a node that died keeps others out for so long. Longer than two timeouts. */
    @WithDefault("1m")
    Duration lease();

    /** How long a step is tried before the rotation is rolled back; three times in any case. */
    @WithDefault("5m")
    Duration stepLimit();

    /** How long both versions work at least, so that those who hold the old one have time to say so; may be 0. */
    @WithDefault("30s")
    Duration minOverlap();

    /** How long a person has to supply a value. */
    @WithDefault("7d")
    Duration taskDue();

    /** How long Secrets Manager's function may take between two steps before the rotation is rolled back. */
    @WithDefault("1d")
    Duration functionPatience();

    /** When rotations that nobody asked for start, where the template names no window; UTC. */
    @WithDefault("always")
    String windows();

    Database database();

    /** Databases whose users' passwords are rotated. */
    interface Database {
        /** Of connecting, and of each answer. */
        @WithDefault("10s")
        Duration timeout();

        /** PostgreSQL's sslmode; where absent, {@code prefer} in local mode and else {@code verify-full}. */
        Optional<String> sslMode();

        /** The authority that signed the servers' certificates. */
        Optional<Path> sslRootCertificate();
    }
}
